package duet.check;

/** Where agents in use are known to do otherwise than the contract says. */
enum KnownDeviations {
  SERVER_ERROR("some agents answer 500 for bad input"),
  PAGING("some agents ignore offset and limit"),
  ANONYMOUS("some agents trust anonymous messages"),
  ANY_SENDER("some agents take a response from any DID"),
  NO_KEY("the agent asks for no key"),
  ANY_KEY("the agent asks for no key, or opens a new wallet for any");

  private final String meaning;

  KnownDeviations(String meaning) {
    this.meaning = meaning;
  }

  String meaning() {
    return meaning;
  }
}

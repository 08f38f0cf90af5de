package duet.check;

/** Known deviations of agents in use from the contract, all seen at Cloud Agent 2.2. */
enum KnownDeviations {
  SERVER_ERROR("some agents answer 500 for bad input"),
  PAGING("some agents ignore offset and limit"),
  ANONYMOUS("some agents trust anonymous messages"),
  FORGED("some agents, such as Cloud Agent 2.2, believe the name in a message, whoever sent it"),
  ANY_SENDER("some agents take a response from any DID"),
  ANY_SUCCESS("some agents, such as Cloud Agent 2.2, take any 2xx for delivered, also a refusal"),
  NO_ROUTING_KEYS("some agents, such as Cloud Agent 2.2, ignore routing keys, or refuse them"),
  NO_CHAIN("some agents, such as Cloud Agent 2.2, know no mediator behind another"),
  WEBSOCKET_FIRST("some agents, such as Cloud Agent 2.2, fail on a WebSocket that comes first"),
  NO_KEY("the agent requires no key"),
  ANY_KEY("the agent requires no key, or opens a new wallet for any key");

  private final String meaning;

  KnownDeviations(String meaning) {
    this.meaning = meaning;
  }

  String meaning() {
    return meaning;
  }
}

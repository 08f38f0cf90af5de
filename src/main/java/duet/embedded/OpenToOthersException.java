package duet.embedded;

/** An agent that others than this machine's users could reach would have let anybody in. */
public final class OpenToOthersException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  OpenToOthersException(String host) {
    super("An agent on " + host + " can be reached by others than you, so it needs a key");
  }
}

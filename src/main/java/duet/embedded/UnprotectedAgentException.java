package duet.embedded;

/** An agent that others than this machine's users could reach would have let anybody in. */
public final class UnprotectedAgentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnprotectedAgentException(String host) {
    super("An agent on " + host + " can be reached by others than you, so it needs a key");
  }
}

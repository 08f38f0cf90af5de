package duet.embedded;

/** An agent would have been reachable from other machines without a key. */
public final class UnprotectedAgentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnprotectedAgentException(String host) {
    super("an agent at " + host + " is reachable from other machines, so it needs a key");
  }
}

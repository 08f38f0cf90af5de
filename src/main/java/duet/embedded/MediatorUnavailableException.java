package duet.embedded;

/**
 * An agent can't start since its mediator doesn't answer, doesn't take it, or isn't one. The
 * message says which, and where.
 */
public final class MediatorUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MediatorUnavailableException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}

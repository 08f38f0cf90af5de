package duet.live.board;

/** A step that can't be taken, and changed nothing; its message is a sentence for people. */
public final class StepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StepException(String message) {
    super(message);
  }
}

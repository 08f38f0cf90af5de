package duet.live.board;

import java.util.Locale;

/** A step that can't be taken, and changed nothing; its message is a sentence for people. */
public final class StepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StepException(String message) {
    super(message);
  }

  /** Of a text that may lack a capital and a full stop. */
  static StepException of(String text) {
    var begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return new StepException(begun.endsWith(".") ? begun : begun + ".");
  }
}

package duet.live.board;

import duet.exchange.Diagnosis;
import java.util.Locale;

/** A step that can't be taken, and changed nothing; its message is a sentence for people. */
public final class StepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String details;

  StepException(String message) {
    this(message, "");
  }

  private StepException(String message, String details) {
    super(message);
    this.details = details;
  }

  /** Of texts that may lack a capital and a full stop. */
  static StepException of(String text, String details) {
    return new StepException(sentence(text), sentence(details));
  }

  static StepException of(Diagnosis why) {
    var evidence = why.evidence().isEmpty() ? "" : String.join("; ", why.evidence()) + ". ";
    return of(why.summary(), evidence + why.advice());
  }

  /** What is behind it, in technical words; may be empty. */
  public String details() {
    return details;
  }

  private static String sentence(String text) {
    var begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}

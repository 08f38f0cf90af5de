package duet.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an exchange has come to, as a report tells it. */
public enum Outcome {
  CONNECTED,
  /** Both sides have the credential. */
  ISSUED,
  /** The verifier found the presentation to be good. */
  VERIFIED,
  /** A presentation was sent to a verifier that is not seen. */
  SENT,
  DEAD_END,
  TIMED_OUT,
  /** An agent stopped answering, or refused. */
  ERROR,
  /** Broken off from outside, by Ctrl-C for example. */
  INTERRUPTED,
  UNDERWAY;

  /** The name in JSON, such as {@code dead-end}. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The class that pages style it by. */
  String kind() {
    return switch (this) {
      case CONNECTED, ISSUED, VERIFIED, SENT -> "good";
      case UNDERWAY -> "passing";
      default -> "bad";
    };
  }

  /** The name in a sentence, such as {@code dead end}. */
  @Override
  public String toString() {
    return this == UNDERWAY ? "under way" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

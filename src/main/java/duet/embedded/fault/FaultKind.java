package duet.embedded.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of faults. */
public enum FaultKind {
  DELAY("each message is sent that much later", "=2s"),
  DROP_REQUEST("a connection request is lost on its way", ""),
  DROP_RESPONSE("a connection response is lost on its way", ""),
  DUPLICATE("a message is delivered twice", ""),
  REFUSE("DIDComm answers 503", ""),
  GARBLE("a message is corrupted on its way", ""),
  UNKNOWN_STATE("REST reports a state that no client knows, for a while", ""),
  SKIP_STATES("states between the first and the last are never seen", ""),
  SLOW_API("REST answers that much later", "=1s"),
  DOWN_AFTER("the agent stops after it has answered", "=accept");

  private final String meaning;
  private final String sample;

  /**
   * @param sample of the value, with an equals sign
   */
  FaultKind(String meaning, String sample) {
    this.meaning = meaning;
    this.sample = sample;
  }

  /** What to write for it. */
  public String example() {
    return wire() + sample;
  }

  /** What happens, in a phrase. */
  public String meaning() {
    return meaning;
  }

  /** Whether a duration follows the name. */
  boolean delays() {
    return this == DELAY || this == SLOW_API;
  }

  static Optional<FaultKind> named(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
  }

  private String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package duet.embedded.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong on request. */
public enum FaultKind {
  DELAY(Value.DURATION, "each message leaves that much later", "=2s"),
  DROP_REQUEST(Value.NONE, "a connection request is lost on its way", ""),
  DROP_RESPONSE(Value.NONE, "a connection response is lost on its way", ""),
  DUPLICATE(Value.NONE, "a message is delivered twice", ""),
  REFUSE(Value.NONE, "DIDComm answers 503", ""),
  GARBLE(Value.NONE, "a message is corrupted on its way", ""),
  UNKNOWN_STATE(Value.NONE, "REST reports a state that no client knows, for a while", ""),
  SKIP_STATES(Value.NONE, "states between the first and the last are never seen", ""),
  SLOW_API(Value.DURATION, "REST answers that much later", "=1s"),
  DOWN_AFTER(Value.ACCEPT, "the agent is gone once it answered", "=accept");

  /** What follows the name. */
  enum Value {
    NONE,
    DURATION,
    ACCEPT
  }

  private final Value value;
  private final String meaning;
  private final String sample;

  /**
   * @param sample of the value, with an equals sign
   */
  FaultKind(Value value, String meaning, String sample) {
    this.value = value;
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

  Value value() {
    return value;
  }

  static Optional<FaultKind> named(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
  }

  private String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

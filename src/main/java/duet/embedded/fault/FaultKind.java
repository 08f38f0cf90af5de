package duet.embedded.fault;

import java.util.Arrays;
import java.util.Optional;

/** What can go wrong on request. */
public enum FaultKind {
  DELAY("delay", Value.DURATION, "each message leaves that much later", "delay=2s"),
  DROP_REQUEST("drop-request", Value.NONE, "a connection request is lost on its way"),
  DROP_RESPONSE("drop-response", Value.NONE, "a connection response is lost on its way"),
  DUPLICATE("duplicate", Value.NONE, "a message is delivered twice"),
  REFUSE("refuse", Value.NONE, "DIDComm answers 503"),
  GARBLE("garble", Value.NONE, "a message is corrupted on its way"),
  UNKNOWN_STATE(
      "unknown-state", Value.NONE, "REST reports a state that no client knows, for a while"),
  SKIP_STATES("skip-states", Value.NONE, "states between the first and the last are never seen"),
  SLOW_API("slow-api", Value.DURATION, "REST answers that much later", "slow-api=1s"),
  DOWN_AFTER("down-after", Value.ACCEPT, "the agent is gone once it answered", "down-after=accept");

  /** What follows the name. */
  enum Value {
    NONE,
    DURATION,
    ACCEPT
  }

  private final String wire;
  private final Value value;
  private final String meaning;
  private final String example;

  FaultKind(String wire, Value value, String meaning) {
    this(wire, value, meaning, wire);
  }

  FaultKind(String wire, Value value, String meaning, String example) {
    this.wire = wire;
    this.value = value;
    this.meaning = meaning;
    this.example = example;
  }

  /** What to write for it. */
  public String example() {
    return example;
  }

  /** What happens, in a phrase. */
  public String meaning() {
    return meaning;
  }

  Value value() {
    return value;
  }

  static Optional<FaultKind> named(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
  }
}

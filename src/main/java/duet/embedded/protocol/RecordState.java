package duet.embedded.protocol;

/** A state of a record, with what it asks of the agent. */
public interface RecordState {

  /** The name on the wire. */
  String wire();

  /** Whether the agent has something to send or to prepare in this state. */
  boolean pending();

  /** Whether an agent that starts again has something to do for a record in this state. */
  boolean unfinished();

  /** Whether the peer's message is what moves a record in this state. */
  boolean awaiting();
}

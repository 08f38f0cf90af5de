package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.ConnectionState;
import duet.agent.Problem;
import duet.agent.Role;
import java.time.Instant;
import java.util.Optional;

/** A record of a protocol that is not connections 1.0. */
record Note(ConnectionState state, Optional<Instant> createdAt, Optional<Instant> updatedAt)
    implements AgentRecord {

  Note(ConnectionState state) {
    this(state, Optional.empty(), Optional.empty());
  }

  @Override
  public String id() {
    return "one";
  }

  @Override
  public String thid() {
    return "one";
  }

  @Override
  public String reportedState() {
    return state.wire();
  }

  @Override
  public Optional<Integer> metaRetries() {
    return Optional.empty();
  }

  @Override
  public Optional<Problem> lastFailure() {
    return Optional.empty();
  }

  @Override
  public Role role() {
    return state.role();
  }
}

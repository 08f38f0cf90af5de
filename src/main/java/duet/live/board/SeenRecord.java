package duet.live.board;

import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.ProofExchange;
import duet.agent.Role;
import duet.agent.State;
import duet.exchange.Side;
import java.time.Instant;
import java.util.Optional;

/**
 * A record as an agent reported it.
 *
 * @param agent which of the pair of agents it was
 */
record SeenRecord(Side agent, AgentRecord record) {

  ThreadKey key() {
    return ThreadKey.of(record);
  }

  Place place() {
    return new Place(agent, key().kind(), record.id());
  }

  /** The role's side; an agent may leave the role out, or make one up. */
  Side side() {
    var sides = key().kind().sides();
    return Optional.of(role())
        .filter(known -> known != Role.UNKNOWN)
        .map(Side::of)
        .filter(sides::contains)
        .orElse(agent == Side.INVITER ? sides.get(0) : sides.get(1));
  }

  /** By its agent's time. */
  Optional<Instant> createdAt() {
    if (record instanceof Connection connection) {
      return connection.createdAt();
    }
    return record instanceof CredentialExchange credential
        ? credential.createdAt()
        : Optional.empty();
  }

  /** Whether this side goes no further. */
  boolean ended() {
    return ended(record);
  }

  static boolean ended(AgentRecord record) {
    var kind = record.state().kind();
    return kind == State.Kind.FINAL || kind == State.Kind.DEAD;
  }

  private Role role() {
    if (record instanceof Connection connection) {
      return connection.role();
    }
    return record instanceof CredentialExchange credential
        ? credential.role()
        : ((ProofExchange) record).role();
  }
}

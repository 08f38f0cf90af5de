package duet.live.board;

import duet.agent.AgentRecord;
import duet.agent.Role;
import duet.agent.State;
import duet.exchange.Side;
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
    return Optional.of(record.role())
        .filter(known -> known != Role.UNKNOWN)
        .map(Side::of)
        .filter(sides::contains)
        .orElse(agent == Side.INVITER ? sides.get(0) : sides.get(1));
  }

  /** Whether this side goes no further. */
  boolean ended() {
    return ended(record);
  }

  static boolean ended(AgentRecord record) {
    var kind = record.state().kind();
    return kind == State.Kind.FINAL || kind == State.Kind.DEAD;
  }
}

package duet.handshake;

import duet.agent.Connection;
import duet.agent.Role;
import duet.didcomm.MalformedException;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * The two connections of one thread, as last seen.
 *
 * @param inviter empty if that side is unseen, since a stranger holds it
 * @param invitee empty if that side is unseen
 */
public record Pair(Optional<Connection> inviter, Optional<Connection> invitee, Timeline timeline)
    implements SidePair<Connection> {

  /** Of one side, without a past. */
  public static Pair of(Connection one) {
    var inviter = Optional.of(one).filter(any -> one.role() != Role.INVITEE);
    var invitee = Optional.of(one).filter(any -> inviter.isEmpty());
    return new Pair(inviter, invitee, new Timeline());
  }

  /**
   * Whether each side's own DID is the other's peer.
   *
   * @return false if a side is unseen, too
   */
  public boolean didsMatch() {
    return inviter.isPresent()
        && invitee.isPresent()
        && matches(inviter.get().myDid(), invitee.get().theirDid())
        && matches(invitee.get().myDid(), inviter.get().theirDid());
  }

  @Override
  public List<Side> sides() {
    return Side.CONNECTION;
  }

  @Override
  public Optional<Connection> side(Side side) {
    return side == Side.INVITER ? inviter : side == Side.INVITEE ? invitee : Optional.empty();
  }

  /** Both states, and whether the DIDs match; the timeline tells the rest. */
  @Override
  public String toString() {
    return summary() + (didsMatch() ? "; the DIDs match crosswise" : "");
  }

  @Override
  public Optional<String> did(Side side) {
    return side(side)
        .flatMap(Connection::myDid)
        .or(() -> side(side.other()).flatMap(Connection::theirDid))
        .or(() -> side == Side.INVITER ? inviter.flatMap(Pair::invitationDid) : Optional.empty());
  }

  private static Optional<String> invitationDid(Connection inviter) {
    try {
      return Optional.of(inviter.invitation().from());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static boolean matches(Optional<String> one, Optional<String> other) {
    return one.isPresent() && one.equals(other);
  }
}

package duet.handshake;

import duet.agent.Connection;
import duet.didcomm.MalformedException;
import java.util.Optional;

/**
 * The two connections of one thread, as last seen.
 *
 * @param inviter empty if that side is unseen, since a stranger holds it
 * @param invitee empty if that side is unseen
 */
public record Pair(Optional<Connection> inviter, Optional<Connection> invitee, Timeline timeline) {

  public Optional<Connection> side(Side side) {
    return side == Side.INVITER ? inviter : invitee;
  }

  /** Whether one side wasn't seen, so that nothing is known of its state. */
  public boolean oneSided() {
    return inviter.isEmpty() || invitee.isEmpty();
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

  /** The DID by which a side is to be reached, from whichever record has it. */
  Optional<String> did(Side side) {
    return side(side)
        .flatMap(Connection::myDid)
        .or(() -> side(side.other()).flatMap(Connection::theirDid))
        .or(() -> side == Side.INVITER ? inviter.flatMap(Pair::invitationDid) : Optional.empty());
  }

  /** Each side's last state in its agent's own words, and its last failure if it had one. */
  String summary() {
    return summary("inviter", inviter) + "; " + summary("invitee", invitee);
  }

  private static String summary(String side, Optional<Connection> connection) {
    return side
        + ": "
        + connection
            .map(c -> c.reportedState() + c.lastFailure().map(f -> " (" + f + ")").orElse(""))
            .orElse("unseen");
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

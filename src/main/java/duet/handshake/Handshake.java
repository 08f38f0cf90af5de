package duet.handshake;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.Role;
import duet.didcomm.Invitation;
import duet.exchange.Exchange;
import duet.exchange.Observation;
import duet.exchange.Progress;
import duet.exchange.RecordSource;
import duet.exchange.RunningExchange;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.WaitThresholds;
import duet.exchange.WatchedSide;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Accepts an invitation and waits until it has become a connection.
 *
 * <pre>{@code
 * Connection invitation = inviter.invite("Connect with Bob");
 * Handshake handshake = Handshake.accept(inviter, invitation, invitee);
 * Pair pair = handshake.await();
 * }</pre>
 *
 * <p>Connected means that the inviter reports {@code ConnectionResponseSent} and the invitee {@code
 * ConnectionResponseReceived}, on one thread, with DIDs that match crosswise. An unseen side, which
 * a stranger holds, does not count. {@link #await()} throws {@link DeadEndException} if the two can
 * no longer connect, and {@link HandshakeTimeoutException} if they are not connected in time.
 */
public final class Handshake extends RunningExchange<Pair> {

  private Handshake(
      HandshakeOptions options, Timeline timeline, List<WatchedSide<Connection>> sides) {
    super(
        new Exchange<>(
            new ConnectionRules(options.requestSentSuffices()),
            options.thresholds(),
            options.listener(),
            timeline,
            sides));
  }

  /** Like {@link #accept(Agent, Connection, Agent, HandshakeOptions)}, with the default options. */
  public static Handshake accept(Agent inviter, Connection invitation, Agent invitee) {
    return accept(inviter, invitation, invitee, HandshakeOptions.DEFAULT);
  }

  /**
   * Has the invitee accept what the inviter made, and watches both.
   *
   * @throws DeadEndException if nobody could answer the invitation, or it was used
   * @throws AgentException if the invitee can't accept for another reason
   */
  public static Handshake accept(
      Agent inviter, Connection invitation, Agent invitee, HandshakeOptions options) {
    requireInvitation(invitation);
    var delivered = new Acceptance(Optional.of(invitation)).read();
    return accept(inviter, invitation, delivered, invitee, options);
  }

  /**
   * Has the invitee accept what the inviter made as it was delivered, and watches both.
   *
   * @param delivered the invitation that reached the invitee
   * @throws DeadEndException if nobody could answer the invitation, or it was used
   * @throws AgentException if the invitee can't accept for another reason
   */
  public static Handshake accept(
      Agent inviter,
      Connection invitation,
      Invitation delivered,
      Agent invitee,
      HandshakeOptions options) {
    requireInvitation(invitation);
    requireAgent(inviter, Side.INVITER);
    var acceptance = new Acceptance(Optional.of(invitation));
    var accepted = acceptance.by(requireAgent(invitee, Side.INVITEE), delivered);
    return new Handshake(
        options,
        acceptance.timeline(),
        List.of(side(Side.INVITER, inviter, invitation), side(Side.INVITEE, invitee, accepted)));
  }

  /** Like {@link #accept(Invitation, Agent, HandshakeOptions)}, with the default options. */
  public static Handshake accept(Invitation invitation, Agent invitee) {
    return accept(invitation, invitee, HandshakeOptions.DEFAULT);
  }

  /**
   * Has the invitee accept a stranger's invitation, and watches the invitee.
   *
   * @throws DeadEndException if nobody could answer the invitation, or it was used
   * @throws AgentException if the invitee can't accept for another reason
   */
  public static Handshake accept(Invitation invitation, Agent invitee, HandshakeOptions options) {
    requireInvitation(invitation);
    var acceptance = new Acceptance(Optional.empty());
    var accepted = acceptance.by(requireAgent(invitee, Side.INVITEE), invitation);
    return new Handshake(
        options, acceptance.timeline(), List.of(side(Side.INVITEE, invitee, accepted)));
  }

  /** Watches an invitation that was already accepted, with the default options. */
  public static Handshake between(
      Agent inviter, Connection invitation, Agent invitee, Connection accepted) {
    return between(inviter, invitation, invitee, accepted, HandshakeOptions.DEFAULT);
  }

  /** Watches an invitation that was already accepted. */
  public static Handshake between(
      Agent inviter,
      Connection invitation,
      Agent invitee,
      Connection accepted,
      HandshakeOptions options) {
    return new Handshake(
        options,
        new Timeline(),
        List.of(side(Side.INVITER, inviter, invitation), side(Side.INVITEE, invitee, accepted)));
  }

  /** Watches an invitation that a stranger may accept, with the default options. */
  public static Handshake ofInviter(Agent inviter, Connection invitation) {
    return ofInviter(inviter, invitation, HandshakeOptions.DEFAULT);
  }

  /** Watches an invitation that a stranger may accept. */
  public static Handshake ofInviter(
      Agent inviter, Connection invitation, HandshakeOptions options) {
    return new Handshake(options, new Timeline(), List.of(side(Side.INVITER, inviter, invitation)));
  }

  /** Watches the acceptance of a stranger's invitation, with the default options. */
  public static Handshake ofInvitee(Agent invitee, Connection accepted) {
    return new Handshake(
        HandshakeOptions.DEFAULT, new Timeline(), List.of(side(Side.INVITEE, invitee, accepted)));
  }

  /** Judges a handshake that somebody else drives; does nothing for it, and asks no agent. */
  public static Observation<Connection, Pair> observe(
      WaitThresholds thresholds, Timeline timeline) {
    return new Observation<>(new ConnectionRules(false), thresholds, timeline);
  }

  @Override
  public String toString() {
    var pair = pair();
    return (progress() instanceof Progress.Complete ? "connected, " : "handshake, ")
        + pair.summary();
  }

  private static void requireInvitation(Object invitation) {
    Objects.requireNonNull(
        invitation, "the invitation is missing (null): inviter.invite(\"label\") makes one");
  }

  private static Agent requireAgent(Agent agent, Side side) {
    return Objects.requireNonNull(agent, () -> "the " + side + "'s agent is missing (null)");
  }

  private static WatchedSide<Connection> side(Side side, Agent agent, Connection connection) {
    requireAgent(agent, side);
    Objects.requireNonNull(connection, () -> "the " + side + "'s connection is missing (null)");
    return new WatchedSide<>(
        side,
        side == Side.INVITER ? Role.INVITER : Role.INVITEE,
        new RecordSource<>(
            agent,
            "connection",
            agent::connectionAsync,
            agent::subscribe,
            agent::unsubscribe,
            agent::isEmptyAsync),
        connection);
  }
}

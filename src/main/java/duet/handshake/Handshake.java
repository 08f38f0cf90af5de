package duet.handshake;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.Role;
import duet.didcomm.Invitation;
import duet.exchange.Exchange;
import duet.exchange.Progress;
import duet.exchange.RecordSource;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.WatchedSide;
import java.time.Duration;
import java.util.Collection;
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
 * a stranger holds, does not count. Agents are asked only while somebody waits; their events are
 * taken in from the start until the wait has ended or the handshake is closed. Safe for several
 * threads.
 */
public final class Handshake implements AutoCloseable {

  /** How long {@link #await()} waits. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Exchange<Connection, Pair> exchange;

  private Handshake(
      HandshakeOptions options, Timeline timeline, List<WatchedSide<Connection>> sides) {
    exchange =
        new Exchange<>(
            new ConnectionRules(options.requestSentSuffices()),
            options.thresholds(),
            options.listener(),
            timeline,
            sides);
    exchange.start();
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

  /** Waits for at most {@link #TIMEOUT}. */
  public Pair await() {
    return await(TIMEOUT);
  }

  /**
   * @param timeout at least 0; with 0, only what is already known counts
   * @return the connected pair
   * @throws HandshakeTimeoutException if it is not connected in time
   * @throws DeadEndException if it can no longer connect
   * @throws AgentException if an agent stopped answering
   * @throws IllegalStateException if the listener failed
   */
  public Pair await(Duration timeout) {
    awaitAll(List.of(this), timeout);
    return outcome(timeout);
  }

  /**
   * Waits until every one of many handshakes is over or time is up, in one wait; then {@link
   * #outcome} tells of each.
   */
  public static void awaitAll(Collection<Handshake> handshakes, Duration timeout) {
    requireTimeout(timeout);
    Exchange.awaitAll(handshakes.stream().map(one -> one.exchange).toList(), timeout);
  }

  /**
   * How it ended, after the wait; throws what {@link #await(Duration)} throws. It is no longer
   * watched afterwards.
   *
   * @param timeout how long the wait was
   */
  public Pair outcome(Duration timeout) {
    return exchange.outcome(timeout);
  }

  /**
   * Polls the agents that are due, without waiting for an answer. For those who wait in a way of
   * their own: they call it every few milliseconds until it is over, and then take the {@link
   * #outcome}.
   *
   * @return whether it is over
   */
  public boolean poll() {
    return exchange.poll();
  }

  /** Whether it is over, connected or not, as far as is known without asking an agent. */
  public boolean over() {
    return exchange.over();
  }

  /** Both sides as last seen. */
  public Pair pair() {
    return exchange.pair();
  }

  public Progress progress() {
    return exchange.progress();
  }

  /** Takes in no more events, until somebody waits again; the connections stay as they are. */
  @Override
  public void close() {
    exchange.close();
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

  private static void requireTimeout(Duration timeout) {
    Objects.requireNonNull(
        timeout, "the timeout is missing (null): give a duration, such as Duration.ofSeconds(60)");
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "invalid timeout " + timeout + " (must be 0 or more, such as Duration.ofSeconds(60))");
    }
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

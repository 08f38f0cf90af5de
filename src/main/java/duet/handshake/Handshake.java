package duet.handshake;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.didcomm.Invitation;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

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
 * a stranger holds, has no say. Awaitility waits, on what is in memory; agents tell and are asked
 * in the background, without a thread for each handshake.
 */
public final class Handshake {

  /** How long {@link #await()} waits. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final Duration TICK = Duration.ofMillis(10);

  private final Timeline timeline;
  private final Optional<SideMonitor> inviter;
  private final Optional<SideMonitor> invitee;
  private WaitThresholds patience = WaitThresholds.DEFAULT;
  private boolean contentWithRequestSent;
  private Consumer<Pair> listener = pair -> {};
  private CompletableFuture<AddressProbe> probe;

  private Handshake(Timeline timeline, Optional<Seen> inviter, Optional<Seen> invitee) {
    this.timeline = timeline;
    this.inviter = inviter.map(seen -> watch(Side.INVITER, seen));
    this.invitee = invitee.map(seen -> watch(Side.INVITEE, seen));
    watches().forEach(SideMonitor::begin);
  }

  /**
   * Has the invitee accept what the inviter made, and watches both.
   *
   * @throws DeadEndException if nobody could answer the invitation, or it was used
   * @throws AgentException if the invitee can't accept for another reason
   */
  public static Handshake accept(Agent inviter, Connection invitation, Agent invitee) {
    var timeline = new Timeline();
    var acceptance = new Acceptance(Optional.of(invitation), timeline);
    return accept(acceptance, timeline, inviter, invitation, acceptance.read(invitation), invitee);
  }

  /**
   * Has the invitee accept what the inviter made as it was delivered, and watches both.
   *
   * @param delivered the invitation that reached the invitee
   * @throws DeadEndException if nobody could answer the invitation, or it was used
   * @throws AgentException if the invitee can't accept for another reason
   */
  public static Handshake accept(
      Agent inviter, Connection invitation, Invitation delivered, Agent invitee) {
    var timeline = new Timeline();
    var acceptance = new Acceptance(Optional.of(invitation), timeline);
    return accept(acceptance, timeline, inviter, invitation, delivered, invitee);
  }

  private static Handshake accept(
      Acceptance acceptance,
      Timeline timeline,
      Agent inviter,
      Connection invitation,
      Invitation delivered,
      Agent invitee) {
    var accepted = acceptance.by(invitee, delivered);
    return new Handshake(
        timeline,
        Optional.of(new Seen(inviter, invitation)),
        Optional.of(new Seen(invitee, accepted)));
  }

  /**
   * Has the invitee accept a stranger's invitation, and watches the invitee.
   *
   * @throws DeadEndException if nobody could answer the invitation, or it was used
   * @throws AgentException if the invitee can't accept for another reason
   */
  public static Handshake accept(Invitation invitation, Agent invitee) {
    var timeline = new Timeline();
    var accepted = new Acceptance(Optional.empty(), timeline).by(invitee, invitation);
    return new Handshake(timeline, Optional.empty(), Optional.of(new Seen(invitee, accepted)));
  }

  /** Watches an invitation that was accepted already. */
  public static Handshake between(
      Agent inviter, Connection invitation, Agent invitee, Connection accepted) {
    return new Handshake(
        new Timeline(),
        Optional.of(new Seen(inviter, invitation)),
        Optional.of(new Seen(invitee, accepted)));
  }

  /** Watches an invitation that a stranger may accept. */
  public static Handshake ofInviter(Agent inviter, Connection invitation) {
    return new Handshake(
        new Timeline(), Optional.of(new Seen(inviter, invitation)), Optional.empty());
  }

  /** Watches the acceptance of a stranger's invitation. */
  public static Handshake ofInvitee(Agent invitee, Connection accepted) {
    return new Handshake(
        new Timeline(), Optional.empty(), Optional.of(new Seen(invitee, accepted)));
  }

  /** Counts an invitee that reports {@code ConnectionRequestSent}, as some never report more. */
  public Handshake contentWithRequestSent() {
    contentWithRequestSent = true;
    return this;
  }

  /** Takes signs for the end sooner or later than by default. */
  public Handshake patience(WaitThresholds patience) {
    this.patience = patience;
    return this;
  }

  /**
   * Tells of each change, with the pair after it. Called on the threads that take in events and
   * answers, of which there are few: it should return soon.
   */
  public Handshake listening(Consumer<Pair> listener) {
    this.listener = listener;
    return this;
  }

  /** Waits for {@link #TIMEOUT} at the most. */
  public Pair await() {
    return await(TIMEOUT);
  }

  /**
   * @return the connected pair
   * @throws HandshakeTimeoutException if time is up
   * @throws DeadEndException if no connection can come of it any more
   * @throws AgentException if an agent stopped answering
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
    try {
      Awaitility.await("handshake")
          .dontCatchUncaughtExceptions()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(TICK)
          .atMost(timeout)
          .until(() -> handshakes.stream().map(Handshake::over).reduce(true, Boolean::logicalAnd));
    } catch (ConditionTimeoutException e) {
      // Those that are not over say so themselves.
    } finally {
      handshakes.forEach(Handshake::end);
    }
  }

  /**
   * How it ended, after the wait; throws what {@link #await(Duration)} throws. It isn't watched any
   * more then.
   *
   * @param timeout how long was waited
   */
  public Pair outcome(Duration timeout) {
    end();
    var progress = progress();
    if (progress instanceof Progress.Connected) {
      return pair();
    }
    if (progress instanceof Progress.DeadEnd end) {
      throw new DeadEndException(probed(end.diagnosis()), pair());
    }
    watches()
        .flatMap(watch -> watch.givenUp(patience.unanswered()).stream())
        .findFirst()
        .ifPresent(Handshake::raise);
    var stall = StallDiagnosis.of(pair()).orElseThrow();
    throw new HandshakeTimeoutException(timeout, probed(stall), pair());
  }

  /**
   * Whether it is over, connected or not; if it isn't, agents are asked where that is due. For
   * those who wait in a way of their own, looking every few milliseconds, and then take the {@link
   * #outcome}.
   */
  public boolean over() {
    if (!(progress() instanceof Progress.Underway)
        || watches().anyMatch(watch -> watch.givenUp(patience.unanswered()).isPresent())) {
      return true;
    }
    watches().forEach(SideMonitor::tick);
    if (probe == null && timeline.elapsed().compareTo(patience.look()) > 0) {
      probe = address().map(AddressProbe::of).orElseGet(CompletableFuture::new);
    }
    return false;
  }

  /** Both sides as last seen. */
  public Pair pair() {
    return new Pair(
        inviter.map(SideMonitor::connection), invitee.map(SideMonitor::connection), timeline);
  }

  public Progress progress() {
    return judge()
        .judge(pair(), inviter.map(SideMonitor::sighting), invitee.map(SideMonitor::sighting));
  }

  private void end() {
    watches().forEach(SideMonitor::end);
  }

  private Judge judge() {
    return new Judge(patience, contentWithRequestSent);
  }

  /** Adds what a look at the inviter's address showed, where the address may be to blame. */
  private Diagnosis probed(Diagnosis diagnosis) {
    var found = probe == null ? null : probe.getNow(null);
    return found == null
        ? diagnosis
        : AddressDiagnosis.of(diagnosis, address().orElseThrow(), found);
  }

  private Optional<URI> address() {
    return DidCommAddress.of(Side.INVITER, pair()).flatMap(DidCommAddress::url);
  }

  private SideMonitor watch(Side side, Seen seen) {
    timeline.add(side, seen.connection().reportedState(), Timeline.Source.CALL);
    return new SideMonitor(
        side,
        seen.agent(),
        seen.connection(),
        timeline,
        connection -> judge().settled(connection.state()),
        this::changed);
  }

  private void changed() {
    watches().forEach(SideMonitor::hurry);
    listener.accept(pair());
  }

  private Stream<SideMonitor> watches() {
    return Stream.of(inviter, invitee).flatMap(Optional::stream);
  }

  private static void raise(AgentException failure) {
    throw failure;
  }

  private record Seen(Agent agent, Connection connection) {}
}

package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.embedded.EmbeddedAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent with a directory is killed (SIGKILL) again and again, each time at another moment of two
 * handshakes, one as inviter and one as invitee, and started again on the same port. Its peer lives
 * in this process. Each handshake must end connected, with one record on each side.
 */
class KillIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  /** After the request to accept left, also while it is being answered. */
  private static final int[] MILLIS = {
    0, 5, 15, 30, 50, 70, 90, 110, 130, 150, 170, 190, 210, 240, 270, 300, 350, 400
  };

  private static final Map<String, String> QUICK_START =
      Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -Xshare:auto");

  @TempDir private Path directory;

  private final List<Connection> mine = new ArrayList<>();
  private final List<Connection> theirs = new ArrayList<>();
  private EmbeddedAgent survivor;
  private Agent peer;
  private int port;
  private Program victim;
  private Agent agent;

  @BeforeEach
  void start() throws IOException {
    survivor =
        EmbeddedAgent.builder()
            .retryPauses(Collections.nCopies(500, Duration.ofMillis(100)).toArray(Duration[]::new))
            .start();
    peer = Agent.open(AgentAddress.of("peer", survivor.url().toString()));
    port = port();
    startVictim();
  }

  @AfterEach
  void stop() {
    victim.close();
    survivor.close();
  }

  @Test
  void killed_at_any_moment_it_finishes_its_handshakes() throws Exception {
    for (Moment moment : moments()) {
      Connection asInviter = agent.invite("killed " + moment);
      Connection asInvitee = peer.invite("kills " + moment);
      mine.add(asInviter);
      theirs.add(asInvitee);
      Connection accepted = peer.accept(asInviter.invitation());
      var accepting = CompletableFuture.supplyAsync(() -> agent.accept(asInvitee.invitation()));
      moment.await(peer, accepted.id(), asInvitee.id());
      kill();
      startVictim();
      if (!answered(accepting)) {
        acceptUnlessItDid(asInvitee);
      }
    }
    assertThat(mine).hasSizeGreaterThanOrEqualTo(20);
    await().dontCatchUncaughtExceptions().atMost(LONG).until(this::allFinal);
    List<Connection> ours = agent.connections();
    List<Connection> others = peer.connections();
    var threads = Stream.concat(mine.stream(), theirs.stream()).map(Connection::thid).toList();
    assertThat(ours).extracting(Connection::thid).containsExactlyInAnyOrderElementsOf(threads);
    assertThat(others).extracting(Connection::thid).containsExactlyInAnyOrderElementsOf(threads);
    for (Connection one : ours) {
      var other =
          others.stream().filter(o -> o.thid().equals(one.thid())).findFirst().orElseThrow();
      assertThat(one.role()).isNotEqualTo(other.role());
      assertThat(one.myDid()).isPresent().isEqualTo(other.theirDid());
      assertThat(one.theirDid()).isPresent().isEqualTo(other.myDid());
    }
  }

  @Test
  void a_second_process_is_refused_and_the_first_goes_on() throws Exception {
    var data = directory.resolve("data").toString();
    try (var second = Program.duet(directory, Map.of(), "agent", "--port", "0", "--data", data)) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.out()).isEmpty();
      assertThat(second.err().lines().toList())
          .singleElement()
          .asString()
          .startsWith("duet: The directory ")
          .contains("is in use by process " + victim.process().pid() + ": stop that first");
    }
    assertThat(agent.invite("still there").state()).isEqualTo(ConnectionState.INVITATION_GENERATED);
  }

  private static List<Moment> moments() {
    var after =
        IntStream.of(MILLIS).mapToObj(millis -> (Moment) new After(Duration.ofMillis(millis)));
    var seen =
        Stream.of(
            new Seen(true, ConnectionState.CONNECTION_REQUEST_SENT),
            new Seen(true, ConnectionState.CONNECTION_RESPONSE_RECEIVED),
            new Seen(false, ConnectionState.CONNECTION_REQUEST_RECEIVED),
            new Seen(false, ConnectionState.CONNECTION_RESPONSE_PENDING),
            new Seen(false, ConnectionState.CONNECTION_RESPONSE_SENT));
    return Stream.concat(after, seen).toList();
  }

  private void kill() throws InterruptedException {
    victim.process().destroyForcibly();
    assertThat(victim.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(victim.process().exitValue()).isEqualTo(128 + 9);
  }

  private void startVictim() throws IOException {
    var data = directory.resolve("data").toString();
    victim =
        Program.duet(directory, Map.of(), "agent", "--port", String.valueOf(port), "--data", data);
    await()
        .dontCatchUncaughtExceptions()
        .pollInterval(Duration.ofMillis(10))
        .atMost(LONG)
        .until(() -> victim.out().contains("Agent ready") || !victim.process().isAlive());
    assertThat(victim.process().isAlive()).as(victim.err()).isTrue();
    agent = Agent.open(AgentAddress.of("victim", "http://127.0.0.1:" + port));
  }

  private static boolean answered(CompletableFuture<Connection> accepting) {
    try {
      accepting.join();
      return true;
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(AgentException.class);
      return false;
    }
  }

  /** Nobody knows whether a call that was not answered was done. */
  private void acceptUnlessItDid(Connection invited) {
    try {
      agent.accept(invited.invitation());
    } catch (AgentException e) {
      assertThat(e.problem().orElseThrow().type()).endsWith("InvitationAlreadyReceived");
    }
  }

  private boolean allFinal() {
    return Stream.concat(agent.connections().stream(), peer.connections().stream())
        .allMatch(
            connection ->
                connection.state() == ConnectionState.CONNECTION_RESPONSE_SENT
                    || connection.state() == ConnectionState.CONNECTION_RESPONSE_RECEIVED);
  }

  /** None that outgoing calls may get while the victim is dead. */
  private static int port() throws IOException {
    for (int port = 15_000; port < 20_000; port++) {
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (java.net.BindException e) {
        // the next
      }
    }
    throw new AssertionError("no free port");
  }

  /** When to kill. */
  private interface Moment {
    void await(Agent peer, String inviteeId, String inviterId);
  }

  private record After(Duration delay) implements Moment {
    @Override
    public void await(Agent peer, String inviteeId, String inviterId) {
      Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
      CompletableFuture.runAsync(() -> {}, later).join();
    }
  }

  /** As soon as the peer, as invitee or as inviter, is in a state, or past it. */
  private record Seen(boolean asInvitee, ConnectionState state) implements Moment {
    @Override
    public void await(Agent peer, String inviteeId, String inviterId) {
      var id = asInvitee ? inviteeId : inviterId;
      org.awaitility.Awaitility.await()
          .dontCatchUncaughtExceptions()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(LONG)
          .until(() -> peer.connection(id).state().compareTo(state) >= 0);
    }
  }
}

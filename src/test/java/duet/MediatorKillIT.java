package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.agent.AgentAddress;
import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.Invitation;
import duet.didcomm.PeerDid;
import duet.embedded.EmbeddedAgent;
import duet.fixture.WalletClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mediator with a directory is killed (SIGKILL) again and again, while senders forward messages
 * and a wallet registers DIDs and acknowledges messages, or while two agents behind it connect.
 * Whatever was answered is still true afterwards, and the two end connected.
 */
class MediatorKillIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int[] MILLIS = {0, 20, 60, 150, 300, 500};
  private static final Pattern INVITATION = Pattern.compile("invitation +(\\S+)");

  @TempDir private Path directory;

  /** Ids of messages whose forward was answered with 202. */
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  private final Set<String> added = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /** Ids of messages that were delivered, by the id of their delivery. */
  private final Map<String, String> received = new ConcurrentHashMap<>();

  private Program mediator;

  @AfterEach
  void stop() {
    mediator.close();
  }

  @Test
  void killed_at_any_moment_it_keeps_what_it_answered() throws Exception {
    var did = start();
    var wallet = new WalletClient(did);
    wallet.mediate();
    var connection = wallet.connection();
    for (int millis : MILLIS) {
      var sending = CompletableFuture.runAsync(() -> send(wallet, connection.text()));
      var receiving = CompletableFuture.runAsync(() -> receive(wallet));
      var registering = CompletableFuture.runAsync(() -> register(wallet, did));
      await().atMost(LONG).until(() -> !accepted.isEmpty() && !added.isEmpty());
      passed(millis);
      kill();
      CompletableFuture.allOf(sending, receiving, registering).get(60, TimeUnit.SECONDS);
      assertThat(start()).isEqualTo(did);
      assertThat(wallet.mediate()).isEqualTo(did);
    }
    for (String each : added) {
      assertThat(wallet.update("add", each)).isEqualTo("no_change");
    }
    var left = drain(wallet);
    assertThat(acknowledged).isNotEmpty().doesNotContainAnyElementsOf(left.keySet());
    var seen = new ArrayList<>(left.values());
    seen.addAll(received.values());
    assertThat(seen).containsAll(accepted);
    assertThat(left.values()).doesNotHaveDuplicates();
  }

  @Test
  void a_handshake_behind_it_ends_connected_at_whatever_moment_it_is_killed() throws Exception {
    var did = start();
    try (var inviter = behind(did);
        var invitee = behind(did);
        var agents =
            AgentPair.open(
                AgentAddress.of("inviter", inviter.url().toString()),
                AgentAddress.of("invitee", invitee.url().toString()))) {
      for (int millis : MILLIS) {
        var handshake = agents.accept(agents.inviter().invite("killed after " + millis));
        passed(millis);
        kill();
        start();

        assertThat(handshake.await(LONG).didsMatch()).as("killed after %d ms", millis).isTrue();
      }
    }
  }

  private static EmbeddedAgent behind(String mediator) {
    return EmbeddedAgent.builder()
        .mediator(mediator)
        .retryPauses(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16))
        .start();
  }

  private static void passed(int millis) {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
        .join();
  }

  private void send(WalletClient wallet, String next) {
    untilKilled(
        () -> {
          var message =
              WalletClient.message(
                  "https://example.org/1", Optional.empty(), next, WalletClient.object());
          var envelope = Envelope.anoncrypt(message.toJson(), PeerDid.parse(next).agreementKeys());
          if (wallet.forward(new Forward(next, envelope)).statusCode() == 202) {
            accepted.add(message.id());
          }
        });
  }

  private void receive(WalletClient wallet) {
    untilKilled(
        () -> {
          for (var delivered : wallet.poll()) {
            received.put(delivered.id(), wallet.open(delivered).id());
            wallet.acknowledge(delivered.id());
            acknowledged.add(delivered.id());
          }
        });
  }

  private void register(WalletClient wallet, String did) {
    untilKilled(
        () -> {
          var made = WalletClient.own(Optional.of(did)).text();
          if (wallet.update("add", made).equals("success")) {
            added.add(made);
          }
        });
  }

  private static void untilKilled(Runnable step) {
    try {
      while (true) {
        step.run();
      }
    } catch (UncheckedIOException e) {
      // the mediator is dead
    }
  }

  /** What still waits, by the id of its delivery. */
  private static Map<String, String> drain(WalletClient wallet) {
    var left = new LinkedHashMap<String, String>();
    List<WalletClient.Delivered> next;
    while (!(next = wallet.poll()).isEmpty()) {
      left.put(next.get(0).id(), wallet.open(next.get(0)).id());
      wallet.acknowledge(next.get(0).id());
    }
    return left;
  }

  private void kill() throws InterruptedException {
    mediator.process().destroyForcibly();
    assertThat(mediator.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(mediator.process().exitValue()).isEqualTo(128 + 9);
  }

  private String start() throws IOException {
    mediator =
        Program.duet(
            directory,
            Collections.emptyMap(),
            "mediator",
            "--port",
            "0",
            "--data",
            directory.resolve("data").toString());
    await()
        .dontCatchUncaughtExceptions()
        .pollInterval(Duration.ofMillis(10))
        .atMost(LONG)
        .until(() -> INVITATION.matcher(mediator.out()).find() || !mediator.process().isAlive());
    assertThat(mediator.process().isAlive()).as(mediator.err()).isTrue();
    await().atMost(LONG).until(() -> mediator.out().contains("--host"));
    var link = INVITATION.matcher(mediator.out()).results().findFirst().orElseThrow().group(1);
    return Invitation.parse(link).from();
  }
}

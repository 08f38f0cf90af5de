package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.embedded.EmbeddedAgent;
import duet.embedded.IssuingRest;
import duet.embedded.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent with a directory is killed (SIGKILL) again and again, each time at another moment of
 * issuing one credential and getting another, and started again on the same port. Its peer lives in
 * this process. Each credential must be issued once, with one record on each side.
 */
class KillIssuanceIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  /** After the requests to accept left, also while they are being answered. */
  private static final int[] MILLIS = {0, 5, 15, 30, 50, 80, 120, 160, 200, 250, 300, 400};

  @TempDir private Path directory;

  private final List<String> threads = new ArrayList<>();
  private EmbeddedAgent survivor;
  private IssuingRest peer;
  private int port;
  private Program victim;
  private IssuingRest agent;

  @BeforeEach
  void start() throws IOException {
    survivor =
        EmbeddedAgent.builder()
            .retryPauses(Collections.nCopies(500, Duration.ofMillis(100)).toArray(Duration[]::new))
            .start();
    peer = new IssuingRest(new Rest(survivor.url()));
    port = port();
    startVictim();
    agent = new IssuingRest(rest());
  }

  @AfterEach
  void stop() {
    victim.close();
    survivor.close();
  }

  @Test
  void killed_at_any_moment_it_issues_and_gets_its_credentials() throws Exception {
    var mine = IssuingRest.connect(agent.rest, peer.rest);
    var theirs = connection(peer, agent, mine);
    for (int millis : MILLIS) {
      var issued = agent.offer(mine, true).text("thid");
      var held = peer.offer(theirs, true).text("thid");
      threads.addAll(List.of(issued, held));
      peer.acceptOffer(peer.awaitOffer(issued));
      var offer = agent.awaitOffer(held);
      var accepting = CompletableFuture.supplyAsync(() -> agent.acceptOffer(offer));
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
          .join();
      kill();
      startVictim();
      acceptUnlessItDid(accepting, offer);
    }
    for (String thid : threads) {
      Rest.await(thid).atMost(LONG).until(() -> done(agent, thid) && done(peer, thid));
      assertThat(agent.ofThread(thid).get(0).path("credential"))
          .isEqualTo(peer.ofThread(thid).get(0).path("credential"));
    }
    assertThat(agent.rest.get("/issue-credentials/records").json().path("contents"))
        .hasSize(threads.size());
    assertThat(peer.rest.get("/issue-credentials/records").json().path("contents"))
        .hasSize(threads.size());
  }

  /** The other's id of a connection. */
  private static String connection(IssuingRest other, IssuingRest one, String id) {
    var thid = one.rest.connection(id).path("thid").asText();
    return other
        .rest
        .get("/connections?thid=" + thid)
        .json()
        .at("/contents/0/connectionId")
        .asText();
  }

  private static boolean done(IssuingRest side, String thid) {
    List<JsonNode> records = side.ofThread(thid);
    return records.size() == 1
        && List.of("CredentialSent", "CredentialReceived")
            .contains(records.get(0).path("protocolState").asText());
  }

  /** Nobody knows whether a call that was not answered was done. */
  private void acceptUnlessItDid(CompletableFuture<Rest.Reply> accepting, String offer) {
    try {
      assertThat(accepting.join().status()).isEqualTo(200);
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class);
      assertThat(agent.acceptOffer(offer).status()).isIn(200, 404);
    }
  }

  private void kill() throws InterruptedException {
    victim.process().destroyForcibly();
    assertThat(victim.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(victim.process().exitValue()).isEqualTo(128 + 9);
  }

  private void startVictim() throws IOException {
    victim =
        Program.duet(
            directory,
            Map.of(),
            "agent",
            "--port",
            String.valueOf(port),
            "--data",
            directory.resolve("data").toString());
    Rest.await("the agent")
        .atMost(LONG)
        .until(() -> victim.out().contains("Agent ready") || !victim.process().isAlive());
    assertThat(victim.process().isAlive()).as(victim.err()).isTrue();
  }

  private Rest rest() {
    return new Rest(URI.create("http://127.0.0.1:" + port));
  }

  /** None that outgoing calls may get while the victim is dead. */
  private static int port() throws IOException {
    for (int port = 15_000; port < 20_000; port++) {
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // the next
      }
    }
    throw new AssertionError("no free port");
  }
}

package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import duet.didcomm.PeerDid;
import duet.embedded.protocol.MessagePickup;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that have no address but their mediator's. */
class MediatedAgentTest {

  private static final Duration OFTEN = Duration.ofMillis(20);

  @TempDir private Path directory;

  private final EmbeddedMediator mediator = EmbeddedMediator.builder().start();

  @AfterEach
  void stop() {
    mediator.close();
  }

  @Test
  void both_ends_are_behind_one_mediator() {
    try (var inviter = behind(mediator.did()).start();
        var invitee = behind(mediator.url().toString()).start()) {
      connect(inviter, invitee);

      assertThat(inviter.mediator()).contains(invitee.mediator().orElseThrow());
    }
  }

  @Test
  void each_end_is_behind_its_own_mediator() {
    try (var other = EmbeddedMediator.builder().start();
        var inviter = behind(mediator.link().toString()).start();
        var invitee = behind(other.did()).start()) {
      connect(inviter, invitee);
    }
  }

  @Test
  void one_end_is_reached_directly() {
    try (var inviter = EmbeddedAgent.builder().start();
        var invitee = behind(mediator.did()).start()) {
      connect(inviter, invitee);
      connect(invitee, inviter);
    }
  }

  @Test
  void an_agent_stays_behind_its_mediator() {
    var data = directory.resolve("agent");
    String id;
    try (var inviter = behind(mediator.did()).data(data).start()) {
      id = new Rest(inviter.url()).invite("Bob").text("connectionId");
    }
    try (var inviter = EmbeddedAgent.builder().pickup(OFTEN, OFTEN).data(data).start();
        var invitee = EmbeddedAgent.builder().start()) {
      var rest = new Rest(inviter.url());
      assertThat(inviter.mediator()).isPresent();
      new Rest(invitee.url()).accept(rest.get("/connections/" + id));
      rest.awaitState(id, "ConnectionResponseSent");
    }
    try (var other = EmbeddedMediator.builder().start()) {
      assertThatThrownBy(() -> behind(other.did()).data(data).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("another mediator than before");
    }
  }

  @Test
  void a_mediator_that_has_forgotten_the_agent_is_told_anew() throws IOException {
    var kept = directory.resolve("mediator");
    var forgotten = directory.resolve("forgotten");
    EmbeddedMediator.builder().data(kept).start().close();
    copy(kept, forgotten);
    var before = EmbeddedMediator.builder().data(kept).start();
    try (var inviter = behind(before.did()).start();
        var invitee = direct().start()) {
      var rest = new Rest(inviter.url());
      var invited = rest.invite("Bob");
      before.close();
      try (var after = EmbeddedMediator.builder().data(forgotten).start()) {
        assertThat(after.did()).isEqualTo(before.did());
        new Rest(invitee.url()).accept(invited);
        rest.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
        assertThat(rest.invite("Carol").status()).isEqualTo(201);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static EmbeddedAgent.Builder direct() {
    var pauses = new Duration[50];
    Arrays.fill(pauses, Duration.ofMillis(100));
    return EmbeddedAgent.builder().retryPauses(pauses);
  }

  @Test
  void what_is_not_a_mediator_is_refused_with_the_reason() {
    try (var page = new StubServer(Reply.html(200))) {
      refused("nonsense", "must be its DID, its invitation, or its http or https URL");
      refused("did:web:example.org", "must be a did:peer:2");
      refused(
          new Stranger(URI.create("ws://127.0.0.1:9/ws")).did(),
          "The mediator's DID has no http or https service, only \"ws://127.0.0.1:9/ws\"");
      refused(page.url(), "No mediator tells its DID at " + page.url() + "/did: HTTP 200");
      refused("http://127.0.0.1:1", "No mediator answers at http://127.0.0.1:1/did: ");
      var stub = new Stranger(page.uri("/")).did();
      refused(stub, "answered with what can't be read as a message of its own");
    }
  }

  @Test
  void an_agent_whose_mediator_is_down_makes_no_did() {
    try (var agent = behind(mediator.did()).start()) {
      mediator.close();
      var refused = new Rest(agent.url()).invite("Bob");

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("detail")).contains("did not take a message: Connection refused");
      assertThat(new Rest(agent.url()).get("/connections").json().path("contents")).isEmpty();
    }
  }

  @Test
  void an_agent_that_ends_while_it_asks_its_mediator_reports_no_trouble() throws Exception {
    var asked = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var err = System.err;
    var log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (var slow =
        EmbeddedMediator.builder()
            .tracing(
                trace -> {
                  if (trace.plaintext().contains(MessagePickup.DELIVERY_REQUEST)) {
                    asked.countDown();
                    await().atMost(Duration.ofSeconds(30)).until(() -> ended.getCount() == 0);
                  }
                })
            .start()) {
      try (var agent = behind(slow.did()).start()) {
        assertThat(asked.await(30, TimeUnit.SECONDS)).as("%s asks", agent).isTrue();
      }
      var warning = "for now: The mediator at " + slow.url();
      await().during(Duration.ofMillis(200)).until(() -> !log.toString().contains(warning));
      ended.countDown();
    } finally {
      System.setErr(err);
    }
  }

  private static void refused(String mediator, String reason) {
    assertThatThrownBy(() -> behind(mediator).start())
        .isInstanceOfAny(MediatorUnavailableException.class, IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static EmbeddedAgent.Builder behind(String mediator) {
    return EmbeddedAgent.builder().mediator(mediator).pickup(OFTEN, OFTEN);
  }

  private static void connect(EmbeddedAgent inviter, EmbeddedAgent invitee) {
    var one = new Rest(inviter.url());
    var two = new Rest(invitee.url());
    var invited = one.invite("Bob");
    var from = PeerDid.parse(invited.json().at("/invitation/from").asText());
    assertThat(from.endpoint().map(PeerDid.Service::uri).filter(uri -> uri.startsWith("did:")))
        .isEqualTo(inviter.mediator().map(address -> from.services().get(0).uri()));
    var accepted = two.accept(invited);
    two.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
    one.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
  }
}

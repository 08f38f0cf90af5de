package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

  private static final String HOOKS = "/events/webhooks";

  private final StubServer sink = new StubServer(Reply.empty(200));
  private final EmbeddedAgent alice = agent().apiKey("key-a").apiKey("key-b").start();
  private final EmbeddedAgent bob = agent().start();
  private final Rest inviter = new Rest(alice.url(), "key-a");
  private final Rest other = new Rest(alice.url(), "key-b");
  private final Rest invitee = new Rest(bob.url());

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    sink.close();
  }

  @Test
  void each_state_of_both_sides_is_sent_as_rest_shows_it() {
    register(inviter, sink.uri("/hook"));
    try (var second = new StubServer(Reply.empty(200))) {
      register(invitee, second.uri("/hook"));
      var invited = inviter.invite("told");
      var accepted = invitee.accept(invited);
      Rest.await("8 events")
          .until(() -> sink.received().size() == 4 && second.received().size() == 4);

      assertThat(states(sink))
          .containsExactlyInAnyOrder(
              "InvitationGenerated",
              "ConnectionRequestReceived",
              "ConnectionResponsePending",
              "ConnectionResponseSent");
      assertThat(states(second))
          .containsExactlyInAnyOrder(
              "InvitationReceived",
              "ConnectionRequestPending",
              "ConnectionRequestSent",
              "ConnectionResponseReceived");
      var last =
          second.received().stream()
              .map(StubServer.Request::json)
              .filter(event -> event.at("/data/state").asText().endsWith("ResponseReceived"))
              .findFirst()
              .orElseThrow();
      assertThat(last.path("data")).isEqualTo(invitee.connection(accepted.text("connectionId")));
      assertThat(last.path("type").asText()).isEqualTo("ConnectionUpdated");
      assertThat(last.path("walletId").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
      assertThat(fieldNames(last)).containsExactly("type", "id", "ts", "data", "walletId");
    }
  }

  @Test
  void custom_headers_go_with_every_event() {
    var made =
        inviter.post(
            HOOKS,
            "{\"url\":\"%s\",\"customHeaders\":{\"Authorization\":\"Bearer x\"}}"
                .formatted(sink.uri("/hook")));
    inviter.invite("headers");

    Rest.await("an event").until(() -> sink.received().size() == 1);
    assertThat(sink.received().get(0).headers().get("Authorization")).containsExactly("Bearer x");
    assertThat(sink.received().get(0).headers().get("Content-type"))
        .containsExactly("application/json");
    assertThat(inviter.get(HOOKS).json().path("contents").get(0)).isEqualTo(made.json());
  }

  @Test
  void a_failed_attempt_to_send_is_an_event_as_well() {
    var invitation = ofAnAgentThatIsGone();
    register(invitee, sink.uri("/hook"));

    invitee.accept(invitation);

    // each event goes out on its own, so that a later one may be there first
    Rest.await("a failure")
        .until(
            () ->
                sink.received().stream()
                    .map(post -> post.json().at("/data/metaLastFailure/detail").asText())
                    .anyMatch(detail -> detail.contains("Connection refused")));
  }

  @Test
  void an_event_is_tried_three_times() {
    sink.always(Reply.inTurn(Reply.empty(500), Reply.empty(500), Reply.empty(200)));
    register(inviter, sink.uri("/hook"));

    inviter.invite("third time");

    Rest.await("3 posts").until(() -> sink.received().size() == 3);
    assertThat(sink.received().stream().map(StubServer.Request::body).distinct()).hasSize(1);
  }

  @Test
  void a_wallet_has_one_webhook_and_sees_no_other_wallets() {
    var made = register(inviter, sink.uri("/hook"));
    assertThat(inviter.post(HOOKS, body(sink.uri("/hook"))).error())
        .isEqualTo("422 error:WalletManagementServiceError:TooManyWebhookError");
    assertThat(other.get(HOOKS).json().path("contents")).isEmpty();
    assertThat(other.delete(HOOKS + "/" + made).status()).isEqualTo(404);

    other.invite("not told");
    inviter.invite("told");
    Rest.await("an event").until(() -> sink.received().size() == 1);
    assertThat(sink.received().get(0).json().at("/data/label").asText()).isEqualTo("told");

    assertThat(inviter.delete(HOOKS + "/" + made).status()).isEqualTo(200);
    assertThat(inviter.delete(HOOKS + "/" + made).status()).isEqualTo(404);
    register(inviter, sink.uri("/hook"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"url\":\"ftp://127.0.0.1/x\"}",
        "{\"url\":\"file:///etc/passwd\"}",
        "{\"url\":\"http://\"}",
        "{\"url\":\"http://user:pw@127.0.0.1/\"}",
        "{\"url\":\"http://127.0.0.1:99999/\"}",
        "{\"url\":\"no url\"}",
        "{\"url\":7}",
        "{\"url\":\"http://127.0.0.1/\",\"customHeaders\":[]}",
        "{\"url\":\"http://127.0.0.1/\",\"customHeaders\":{\"a\":1}}",
        "{\"url\":\"http://127.0.0.1/\",\"customHeaders\":{\"a b\":\"c\"}}",
        "{\"url\":\"http://127.0.0.1/\",\"customHeaders\":{\"a\":\"c\\r\\nd: e\"}}",
        "{\"url\":\"http://127.0.0.1/\",\"customHeaders\":{\"Host\":\"c\"}}"
      })
  void a_webhook_that_could_not_be_called_is_refused(String body) {
    assertThat(inviter.post(HOOKS, body).error()).isEqualTo("400 error:RequestBodyDecodingFailure");
    assertThat(inviter.get(HOOKS).json().path("contents")).isEmpty();
  }

  @Test
  void the_global_webhook_gets_the_events_of_all_wallets() {
    var builder =
        agent().apiKey("one").apiKey("two").webhook(sink.uri("/hook"), Map.of("X-Key", "k"));
    try (var agent = builder.start()) {
      new Rest(agent.url(), "one").invite("a");
      new Rest(agent.url(), "two").invite("b");

      Rest.await("2 events").until(() -> sink.received().size() == 2);
      assertThat(sink.received().stream().map(p -> p.json().path("walletId").asText()).distinct())
          .hasSize(2);
      assertThat(sink.received().get(0).headers().get("X-key")).containsExactly("k");
    }
  }

  @Test
  void redirects_are_not_followed() {
    try (var lured = new StubServer(Reply.empty(200))) {
      sink.always(Reply.redirect(307, lured.uri("/hook").toString()));
      register(inviter, sink.uri("/hook"));
      inviter.invite("redirected");

      Rest.await("3 tries").until(() -> sink.received().size() == 3);
      assertThat(lured.received()).isEmpty();
    }
  }

  @Test
  void a_receiver_that_never_answers_holds_up_nothing() throws IOException {
    try (var hole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var nowhere = URI.create("http://127.0.0.1:" + hole.getLocalPort());
      register(inviter, nowhere);
      for (int i = 0; i < 40; i++) {
        inviter.invite("n" + i);
      }

      var invited = inviter.invite("on time");
      invitee.accept(invited);

      inviter.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
    }
  }

  private static Rest.Reply ofAnAgentThatIsGone() {
    try (var down = agent().start()) {
      return new Rest(down.url()).invite("x");
    }
  }

  private static String register(Rest rest, URI url) {
    var made = rest.post(HOOKS, body(url));
    assertThat(made.status()).isEqualTo(200);
    return made.text("id");
  }

  private static String body(URI url) {
    return Rest.JSON.createObjectNode().put("url", url.toString()).toString();
  }

  private static List<String> states(StubServer sink) {
    return sink.received().stream().map(post -> post.json().at("/data/state").asText()).toList();
  }

  private static List<String> fieldNames(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static EmbeddedAgent.Builder agent() {
    var soon = Duration.ofMillis(20);
    return EmbeddedAgent.builder()
        .retryPauses(Duration.ZERO)
        .webhookPauses(Duration.ZERO, soon, soon);
  }
}

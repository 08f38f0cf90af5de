package duet.embedded;

import static duet.embedded.protocol.ConnectionProtocol.REQUEST;
import static duet.embedded.protocol.ConnectionProtocol.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that should not be believed, and what they must not change: anything. */
class TrustTest {

  private final Stranger mallory = new Stranger();
  private EmbeddedAgent agent;
  private Rest one;
  private Rest two;

  @BeforeEach
  void start() {
    agent =
        EmbeddedAgent.builder()
            .apiKey("one")
            .apiKey("two")
            .retryPauses(Duration.ZERO, Duration.ofMillis(20))
            .start();
    one = new Rest(agent.url(), "one");
    two = new Rest(agent.url(), "two");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void a_request_for_one_wallet_that_names_a_thread_of_another_finds_none() {
    var ones = one.invite("a").json();
    var twos = two.invite("b").json();

    refused(
        404, mallory.authcrypt(REQUEST, ones.path("thid").asText(), did(twos), did(twos)), ones);
    assertThat(two.connection(twos.path("connectionId").asText())).isEqualTo(twos);
  }

  @Test
  void a_request_encrypted_for_one_did_and_addressed_to_another_is_not_believed() {
    var first = one.invite("a").json();
    var second = one.invite("b").json();
    var thid = first.path("thid").asText();

    refused(403, mallory.authcrypt(REQUEST, thid, did(first), did(second)), first);
    refused(403, mallory.authcrypt(REQUEST, thid, did(second), did(first)), first);
    refused(403, mallory.authcrypt(REQUEST, thid, did(second), did(second)), first);
  }

  @Test
  void an_anonymous_request_is_not_believed() {
    var invited = one.invite("a").json();

    refused(403, mallory.anoncrypt(REQUEST, invited.path("thid").asText(), did(invited)), invited);
  }

  @Test
  void a_request_in_the_name_of_another_is_not_believed() {
    var invited = one.invite("a").json();
    var victim = new Stranger().did();
    var thid = invited.path("thid").asText();

    refused(403, mallory.forged(REQUEST, thid, victim, did(invited)), invited);
  }

  @Test
  void a_response_counts_only_from_the_did_of_the_invitation() {
    var invitee = pendingAtADeadPeer();
    var thid = invitee.path("thid").asText();
    var own = invitee.path("myDid").asText();

    refused(403, mallory.authcrypt(RESPONSE, thid, own, own), invitee);
    refused(403, mallory.anoncrypt(RESPONSE, thid, own), invitee);
    refused(403, mallory.forged(RESPONSE, thid, invitee.path("theirDid").asText(), own), invitee);
  }

  @Test
  void messages_that_do_not_fit_the_role_or_the_protocol_are_refused() {
    var invited = one.invite("a").json();
    var thid = invited.path("thid").asText();

    refused(400, mallory.authcrypt(RESPONSE, thid, did(invited), did(invited)), invited);
    refused(422, mallory.authcrypt("https://x/1.0/y", thid, did(invited), did(invited)), invited);
    refused(404, mallory.authcrypt(REQUEST, "other", did(invited), did(invited)), invited);
  }

  @Test
  void a_replayed_request_changes_nothing() {
    var invited = one.invite("a");
    var envelope = Stranger.request(invited.json());

    assertThat(Rest.message(agent.didcommUrl(), envelope).status()).isEqualTo(202);
    Rest.await("a last failure")
        .until(() -> one.connection(invited.text("thid")).path("metaRetries").asInt() == 3);
    var before = one.connection(invited.text("thid"));
    refused(400, envelope, before);
    // what the agent might have queued because of it would go out before what comes now
    two.awaitState(two.accept(one.invite("b")).text("connectionId"), "ConnectionResponseReceived");
    assertThat(one.connection(invited.text("thid"))).isEqualTo(before);
  }

  @Test
  void what_the_agent_itself_sent_is_not_taken_back() {
    try (var sink = new StubServer(Reply.empty(200))) {
      sink.always(Reply.inTurn(Reply.empty(500), Reply.empty(500), Reply.empty(200)));
      var away = EmbeddedAgent.builder().didcommUrl(sink.uri("/hook")).start();
      try (away) {
        var accepted = one.accept(new Rest(away.url()).invite("x"));
        Rest.await("2 attempts").until(() -> sink.received().size() == 2);
        Rest.await("settled")
            .until(
                () ->
                    one.connection(accepted.text("connectionId")).path("metaRetries").asInt() == 3);
        var before = one.connection(accepted.text("connectionId"));

        for (StubServer.Request post : sink.received()) {
          refused(422, post.body(), before);
        }
      }
    }
  }

  @Test
  void two_wallets_of_one_agent_can_be_the_two_ends_and_see_only_their_own() {
    var invited = one.invite("between");
    var accepted = two.accept(invited);

    one.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
    two.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
    assertThat(one.get("/connections").json().path("contents")).hasSize(1);
    assertThat(two.get("/connections").json().path("contents")).hasSize(1);
    assertThat(two.get("/connections/" + invited.text("connectionId")).status()).isEqualTo(404);
    assertThat(one.delete("/connections/" + accepted.text("connectionId")).status()).isEqualTo(404);
    assertThat(two.get("/connections?thid=" + invited.text("thid")).json().at("/contents/0/role"))
        .hasToString("\"Invitee\"");
  }

  @Test
  void keys_open_wallets_and_nothing_else_does() {
    for (String key : List.of("One", "one ", "onee", "on", "\u00e9")) {
      var answer = new Rest(agent.url(), key.strip().equals("one") ? "one2" : key);
      assertThat(answer.get("/connections").error())
          .isEqualTo("401 error:AuthenticationError:InvalidCredentials");
      assertThat(answer.invite("x").json().toString()).doesNotContain(key.strip() + "\"");
    }
    assertThat(new Rest(agent.url()).get("/_system/health").status()).isEqualTo(200);
  }

  /** An invitee's record whose request will never be taken. */
  private JsonNode pendingAtADeadPeer() {
    var away = EmbeddedAgent.builder().didcommUrl(URI.create("http://127.0.0.1:9/")).start();
    try (away) {
      var accepted = one.accept(new Rest(away.url()).invite("x"));
      var id = accepted.text("connectionId");
      Rest.await("settled").until(() -> one.connection(id).path("metaRetries").asInt() == 3);
      return one.connection(id);
    }
  }

  private void refused(int status, String envelope, JsonNode before) {
    var everything = contents();
    var answer = Rest.message(agent.didcommUrl(), envelope);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
    assertThat(answer.json().path("type").asText()).startsWith("error:");
    assertThat(one.connection(before.path("connectionId").asText())).isEqualTo(before);
    assertThat(contents()).isEqualTo(everything);
  }

  private List<JsonNode> contents() {
    var all = new ArrayList<JsonNode>();
    all.add(one.get("/connections").json().path("contents"));
    all.add(two.get("/connections").json().path("contents"));
    all.forEach(list -> list.forEach(TrustTest::withoutAttempts));
    return all;
  }

  /** Another test's record may have a message under way. */
  private static void withoutAttempts(JsonNode connection) {
    ((ObjectNode) connection).remove(List.of("updatedAt", "metaRetries", "metaLastFailure"));
  }

  private static String did(JsonNode connection) {
    return connection.at("/invitation/from").asText();
  }
}

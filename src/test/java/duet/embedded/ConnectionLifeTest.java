package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of invitations and connections between two agents, as their REST APIs tell it. */
class ConnectionLifeTest {

  private static final Duration SHORT = Duration.ofMillis(20);

  private final MovableClock clock = new MovableClock();
  private EmbeddedAgent alice;
  private EmbeddedAgent bob;
  private Rest inviter;
  private Rest invitee;

  @BeforeEach
  void start() {
    alice = EmbeddedAgent.builder().name("alice").clock(clock).retryPauses(Duration.ZERO).start();
    bob = EmbeddedAgent.builder().name("bob").retryPauses(Duration.ZERO, SHORT, SHORT).start();
    inviter = new Rest(alice.url());
    invitee = new Rest(bob.url());
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
  }

  @Test
  void two_agents_connect_and_agree_on_thread_and_dids() {
    var invited = inviter.invite("Bob");
    var accepted = invitee.accept(invited);

    inviter.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
    invitee.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
    var one = inviter.connection(invited.text("connectionId"));
    var other = invitee.connection(accepted.text("connectionId"));
    assertThat(one.path("myDid")).isEqualTo(other.path("theirDid"));
    assertThat(one.path("theirDid")).isEqualTo(other.path("myDid"));
    assertThat(one.path("thid")).isEqualTo(other.path("thid"));
    assertThat(other.has("label")).isFalse();
  }

  @Test
  void an_invitation_expires_when_its_request_comes_too_late() {
    var invited = inviter.invite("late");
    clock.advance(Duration.ofSeconds(301));

    assertThat(inviter.state(invited.text("connectionId"))).isEqualTo("InvitationGenerated");
    var accepted = invitee.accept(invited);

    assertThat(accepted.status()).isEqualTo(200);
    inviter.awaitState(invited.text("connectionId"), "InvitationExpired");
    var failure = awaitLastFailure(accepted.text("connectionId"), 2);
    assertThat(failure).startsWith("DIDComm sending error: [400]");
    assertThat(invitee.state(accepted.text("connectionId"))).isEqualTo("ConnectionRequestPending");
    assertThat(inviter.connection(invited.text("connectionId")).has("theirDid")).isFalse();
    assertThat(inviter.delete("/connections/" + invited.text("connectionId")).status())
        .isEqualTo(204);
  }

  @Test
  void a_request_at_the_last_moment_is_in_time() {
    var invited = inviter.invite("just");
    clock.advance(Duration.ofSeconds(300));

    invitee.accept(invited);

    inviter.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
  }

  @Test
  void the_second_taker_of_an_invitation_is_told_so_in_its_last_failure() {
    try (var carol = EmbeddedAgent.builder().name("carol").retryPauses(Duration.ZERO).start()) {
      var invited = inviter.invite("two takers");
      invitee.accept(invited);
      inviter.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
      var before = inviter.connection(invited.text("connectionId"));

      var second = new Rest(carol.url());
      var accepted = second.accept(invited);

      Rest.await("a failure")
          .until(() -> second.connection(accepted.text("connectionId")).has("metaLastFailure"));
      var failure = second.connection(accepted.text("connectionId")).path("metaLastFailure");
      assertThat(failure.path("detail").asText())
          .contains("InvalidStateForOperation")
          .hasSizeLessThanOrEqualTo(200);
      assertThat(inviter.connection(invited.text("connectionId"))).isEqualTo(before);
    }
  }

  @Test
  void own_and_used_invitations_are_not_accepted() {
    var invited = inviter.invite("own");
    var accepted = invitee.accept(invited);
    var used = "400 error:ConnectionServiceError:InvitationAlreadyReceived";

    assertThat(inviter.accept(invited).error()).isEqualTo(used);
    assertThat(invitee.accept(invited).error()).isEqualTo(used);
    invitee.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
    assertThat(invitee.accept(invited).error()).isEqualTo(used);
  }

  @Test
  void only_unused_and_expired_invitations_can_be_deleted() {
    var unused = inviter.invite("unused").text("connectionId");
    var invited = inviter.invite("used");
    var accepted = invitee.accept(invited);
    inviter.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
    invitee.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");

    assertThat(inviter.delete("/connections/" + unused).status()).isEqualTo(204);
    assertThat(inviter.get("/connections/" + unused).status()).isEqualTo(404);
    assertThat(inviter.delete("/connections/" + unused).status()).isEqualTo(404);
    var refused = inviter.delete("/connections/" + invited.text("connectionId"));
    assertThat(refused.error()).isEqualTo("403 Not Allowed");
    assertThat(invitee.delete("/connections/" + accepted.text("connectionId")).status())
        .isEqualTo(403);
  }

  @Test
  void a_request_for_a_deleted_invitation_finds_no_thread() {
    var invited = inviter.invite("gone");
    inviter.delete("/connections/" + invited.text("connectionId"));

    var accepted = invitee.accept(invited);

    // with the record go the keys: the envelope is for a stranger
    assertThat(awaitLastFailure(accepted.text("connectionId"), 2)).contains("[422]");
    assertThat(invitee.delete("/connections/" + accepted.text("connectionId")).status())
        .isEqualTo(403);
  }

  @Test
  void a_peer_that_is_down_is_tried_three_times_and_the_record_rests() throws Exception {
    var invited = inviter.invite("down");
    alice.close();

    var accepted = invitee.accept(invited);

    var failure = awaitLastFailure(accepted.text("connectionId"), 2);
    assertThat(failure).startsWith("Error when sending message").contains("refused");
    assertThat(failure).doesNotContain("ciphertext");
    assertThat(invitee.state(accepted.text("connectionId"))).isEqualTo("ConnectionRequestPending");
  }

  @Test
  void a_peer_that_echoes_the_envelope_does_not_get_it_into_the_last_failure() {
    // a web server that answers 400 with the request's own body is what proxies do
    Reply echoed = to -> Reply.bytes(400, to.getRequestBody().readAllBytes()).to(to);
    try (var echo = new StubServer(echoed)) {
      var invited = EmbeddedAgent.builder().didcommUrl(echo.uri("/")).start();
      try (invited) {
        var accepted = invitee.accept(new Rest(invited.url()).invite("echo"));
        var failure = awaitLastFailure(accepted.text("connectionId"), 2);
        assertThat(failure).contains("[400]").doesNotContain("ciphertext").doesNotContain("epk");
      }
    }
  }

  @Test
  void one_dead_peer_delays_no_other() throws Exception {
    try (var hole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var stuck =
            EmbeddedAgent.builder()
                .didcommUrl(java.net.URI.create("http://127.0.0.1:" + hole.getLocalPort()))
                .start()) {
      var dead = new Rest(stuck.url());
      List<String> waiting = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        waiting.add(invitee.accept(dead.invite("hole")).text("connectionId"));
      }

      var accepted = invitee.accept(inviter.invite("alive"));

      invitee.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
      assertThat(invitee.state(waiting.get(39))).isEqualTo("ConnectionRequestPending");
    }
  }

  @Test
  void lists_come_in_pages_that_name_each_other() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(inviter.invite("n" + i).text("connectionId"));
    }
    var seen = new ArrayList<String>();
    var page = inviter.get("/connections?offset=0&limit=2");
    assertThat(page.json().has("previous")).isFalse();
    while (true) {
      page.json().path("contents").forEach(c -> seen.add(c.path("connectionId").asText()));
      if (!page.json().has("next")) {
        break;
      }
      page = inviter.get(page.text("next"));
    }

    assertThat(seen).isEqualTo(ids);
    assertThat(page.text("self")).isEqualTo("/connections?offset=4&limit=2");
    assertThat(page.text("previous")).isEqualTo("/connections?offset=2&limit=2");
    assertThat(page.text("pageOf")).isEqualTo("/connections");
    assertThat(inviter.get("/cloud-agent/connections?limit=1").text("next"))
        .isEqualTo("/cloud-agent/connections?offset=1&limit=1");
    assertThat(inviter.get("/connections?thid=" + ids.get(3)).json().path("contents")).hasSize(1);
    assertThat(inviter.get("/connections?offset=99").json().path("contents")).isEmpty();
    assertThat(inviter.get("/connections?offset=2147483647&limit=2147483647").status())
        .isEqualTo(200);
    assertThat(inviter.get("/connections?limit=2147483648").status()).isEqualTo(400);
  }

  @Test
  void times_are_those_of_the_clock_given() {
    var created = inviter.invite("clock").text("createdAt");

    assertThat(created).matches(Pattern.quote(clock.instant().toString()));
  }

  private String awaitLastFailure(String id, int retries) {
    Rest.await(retries + " retries left")
        .until(() -> invitee.connection(id).path("metaRetries").asInt() == retries);
    return invitee.connection(id).path("metaLastFailure").path("detail").asText();
  }
}

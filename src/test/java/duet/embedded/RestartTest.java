package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that ended in the middle of something and starts again where it kept everything. */
final class RestartTest {

  @TempDir private Path alice;
  @TempDir private Path bob;

  @Test
  void keys_connections_webhooks_and_ports_are_there_again() {
    Rest.Reply invited;
    var port = 0;
    try (var agent = agent(alice).start()) {
      var rest = new Rest(agent.url());
      port = agent.url().getPort();
      invited = rest.invite("Bob");
      rest.post("/events/webhooks", "{\"url\":\"http://127.0.0.1:9/hook\"}");
    }
    try (var agent = agent(alice).start();
        var other = agent(bob).start()) {
      assertThat(agent.url().getPort()).isEqualTo(port);
      var rest = new Rest(agent.url());
      assertThat(rest.get("/events/webhooks").json().path("contents")).hasSize(1);
      connected(rest, invited, new Rest(other.url()), new Rest(other.url()).accept(invited));
    }
  }

  @Test
  void a_request_that_was_not_sent_is_sent() {
    Rest.Reply invited;
    try (var agent = agent(alice).start()) {
      invited = new Rest(agent.url()).invite("Bob");
    }
    Rest.Reply accepted;
    try (var other = agent(bob).start()) {
      accepted = new Rest(other.url()).accept(invited);
      new Rest(other.url()).awaitRetries(accepted.text("connectionId"), 4);
    }
    try (var agent = agent(alice).start();
        var other = agent(bob).start()) {
      connected(new Rest(agent.url()), invited, new Rest(other.url()), accepted);
    }
  }

  @Test
  void an_inviter_that_gave_up_is_reminded_by_its_invitee() {
    try (var agent = agent(alice).fault("delay=500ms").start()) {
      var rest = new Rest(agent.url());
      var invited = rest.invite("Bob");
      Rest.Reply accepted;
      try (var other = agent(bob).start()) {
        accepted = new Rest(other.url()).accept(invited);
        new Rest(other.url()).awaitState(accepted.text("connectionId"), "ConnectionRequestSent");
      }
      rest.awaitRetries(invited.text("connectionId"), 4);
      try (var other = agent(bob).start()) {
        connected(rest, invited, new Rest(other.url()), accepted);
      }
    }
  }

  @Test
  void a_second_taker_is_not_taken_for_connected() {
    try (var agent = agent(alice).start();
        var first = EmbeddedAgent.builder().start()) {
      var invited = new Rest(agent.url()).invite("whoever comes first");
      connected(
          new Rest(agent.url()),
          invited,
          new Rest(first.url()),
          new Rest(first.url()).accept(invited));
      String id;
      try (var second = agent(bob).start()) {
        id = new Rest(second.url()).accept(invited).text("connectionId");
        new Rest(second.url()).awaitRetries(id, 4);
      }
      try (var second = agent(bob).start()) {
        var rest = new Rest(second.url());
        rest.awaitRetries(id, 3);
        assertThat(rest.state(id)).isEqualTo("ConnectionRequestPending");
      }
    }
  }

  private static EmbeddedAgent.Builder agent(Path data) {
    return EmbeddedAgent.builder().data(data).retryPauses(Duration.ZERO);
  }

  private static void connected(
      Rest inviter, Rest.Reply invited, Rest invitee, Rest.Reply accepted) {
    inviter.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
    invitee.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
    var one = inviter.connection(invited.text("connectionId"));
    var other = invitee.connection(accepted.text("connectionId"));
    assertThat(one.path("myDid")).isEqualTo(other.path("theirDid"));
    assertThat(one.path("theirDid")).isEqualTo(other.path("myDid"));
  }
}

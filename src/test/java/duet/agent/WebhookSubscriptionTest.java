package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whether an agent's events reach us. */
class WebhookSubscriptionTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void events_are_relied_on_once_one_came() {
    try (var embedded = EmbeddedAgent.builder().start();
        var agent = Agent.open(AgentAddress.of("inviter", embedded.url().toString()))) {
      assertThat(agent.receivesEvents()).isFalse();

      // the first ones may be made before the webhook is
      await().atMost(LONG).until(() -> agent.invite("Bob") != null && agent.receivesEvents());
    }
  }

  @Test
  void a_webhook_that_is_taken_and_never_called_is_not_relied_on() {
    try (var silent = ScriptedAgent.idle();
        var agent = Agent.open(AgentAddress.of("inviter", silent.url()))) {
      silent.on(
          "POST /events/webhooks",
          Reply.text(200, "application/json", "{\"id\":\"1\",\"url\":\"http://x\"}"));

      agent.subscribe("some connection", connection -> {});

      await().atMost(LONG).until(() -> silent.requests().contains("POST /events/webhooks"));
      assertThat(agent.receivesEvents()).isFalse();
      assertThat(agent.remark()).isEmpty();
    }
  }

  @Test
  void a_webhook_that_nobody_can_call_is_left_alone_and_remarked() {
    try (var full = ScriptedAgent.idle();
        var agent = Agent.open(AgentAddress.of("inviter", full.url()))) {
      full.on("POST /events/webhooks", Reply.text(409, "application/json", "{}"));
      full.on(
          "GET /events/webhooks",
          Reply.text(
              200,
              "application/json",
              "{\"contents\":[{\"id\":\"1\",\"url\":\"http://a b/duet-webhook/1\"}]}"));

      agent.subscribe("some connection", connection -> {});

      await().atMost(LONG).until(() -> agent.remark().isPresent());
      assertThat(agent.remark()).contains("inviter accepts no webhook; it is only polled");
      assertThat(full.requests()).doesNotContain("DELETE /events/webhooks/1");
    }
  }
}

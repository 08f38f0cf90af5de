package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether an agent's events reach us. */
class WebhookSubscriptionTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

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

      agent.eventMissed();
      await()
          .during(Duration.ofSeconds(4))
          .atMost(LONG)
          .until(() -> agent.remark().orElseThrow().contains("accepts no webhook"));
    }
  }

  @Test
  void an_agent_that_peers_know_by_another_name_is_not_asked_to_call_loopback() throws Exception {
    var inContainer = URI.create("http://inviter:8090");
    try (var embedded = EmbeddedAgent.builder().didcommUrl(inContainer).start();
        var here = Agent.open(AgentAddress.of("inviter", embedded.url().toString()))) {
      var made = here.invite("Bob");
      here.subscribe(made.id(), connection -> {});

      assertThat(webhooks(embedded)).contains("\"contents\":[]");
      assertThat(here.remark()).isEmpty();

      var address = AgentAddress.of("inviter", embedded.url().toString());
      var told = new WebhookAddress(Optional.of(URI.create("http://127.0.0.1:9")), ANY_PORT);
      var knowing =
          new AgentAddress(address.name(), address.url(), address.apiKey(), address.token(), told);
      try (var agent = Agent.open(knowing)) {
        agent.invite("Bob");
        await().atMost(LONG).until(() -> webhooks(embedded).contains("http://127.0.0.1:9/"));
      }
    }
  }

  @Test
  void a_webhook_at_which_no_event_arrives_is_removed_and_remarked_once() {
    try (var silent = ScriptedAgent.idle();
        var agent = Agent.open(AgentAddress.of("inviter", silent.url()))) {
      silent.on(
          "POST /events/webhooks",
          Reply.text(200, "application/json", "{\"id\":\"1\",\"url\":\"http://x\"}"));
      agent.subscribe("some connection", connection -> {});
      await().atMost(LONG).until(() -> silent.requests().contains("POST /events/webhooks"));

      agent.eventMissed();
      agent.eventMissed();

      await().atMost(LONG).until(() -> silent.requests().contains("DELETE /events/webhooks/1"));
      assertThat(agent.remark())
          .hasValueSatisfying(
              remark ->
                  assertThat(remark)
                      .startsWith("inviter's events do not arrive at 127.0.0.1:")
                      .contains("WEBHOOK_URL"));
      agent.subscribe("another", connection -> {});
      assertThat(silent.requests()).containsOnlyOnce("POST /events/webhooks");
    }
  }

  private static String webhooks(EmbeddedAgent agent) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(agent.url() + "/events/webhooks")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}

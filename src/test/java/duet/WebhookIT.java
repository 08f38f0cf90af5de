package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.embedded.EmbeddedAgent;
import duet.exchange.Timeline;
import duet.handshake.Handshake;
import duet.handshake.Pair;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Duet leaves at the agents that it listens to. */
class WebhookIT {

  private static final Duration LONG = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedAgent inviter = EmbeddedAgent.builder().name("inviter").start();
  private final EmbeddedAgent invitee =
      EmbeddedAgent.builder().name("invitee").fault("drop-request").start();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    inviter.close();
    invitee.close();
  }

  @Test
  void an_interrupted_command_leaves_no_webhook() throws Exception {
    try (var duet = connect()) {
      awaitWebhooks(1);

      new ProcessBuilder("kill", "-INT", Long.toString(duet.process().pid())).start().waitFor();

      assertThat(duet.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(webhooks(inviter)).isEmpty();
      assertThat(webhooks(invitee)).isEmpty();
    }
  }

  @Test
  void a_webhook_that_a_killed_command_left_is_replaced() throws Exception {
    try (var killed = connect()) {
      awaitWebhooks(1);
      killed.process().destroyForcibly().waitFor();
    }
    var left = webhooks(inviter).get(0).get("url");

    try (var next = connect()) {
      await()
          .atMost(LONG)
          .until(
              () ->
                  webhooks(inviter).size() == 1
                      && !webhooks(inviter).get(0).get("url").equals(left));
      next.process().destroy();
      assertThat(next.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(webhooks(inviter)).isEmpty();
  }

  @Test
  void somebody_elses_webhook_stays_and_a_remark_tells_of_it() throws Exception {
    post(inviter, "{\"url\":\"http://127.0.0.1:9/theirs\"}");
    try (var one = open(inviter);
        var other = EmbeddedAgent.builder().start();
        var two = open(other)) {
      var handshake = Handshake.accept(one, one.invite("x"), two);
      await().atMost(LONG).until(() -> one.remark().isPresent());

      var pair = handshake.await(LONG);

      assertThat(pair.didsMatch()).isTrue();
      assertThat(pair.timeline().remarks())
          .anySatisfy(remark -> assertThat(remark.text()).contains("already has another webhook"));
    }
    assertThat(webhooks(inviter).get(0).get("url").asText()).isEqualTo("http://127.0.0.1:9/theirs");
  }

  @Test
  void many_handshakes_share_one_webhook_at_each_agent() throws Exception {
    try (var plain = EmbeddedAgent.builder().start();
        var one = open(inviter);
        var two = open(plain)) {
      // the first ones may be made before the webhook is
      await().atMost(LONG).until(() -> one.invite("opens the ear") != null && one.receivesEvents());
      var underway =
          IntStream.range(0, 20)
              .mapToObj(i -> Handshake.accept(one, one.invite("Number " + i), two))
              .toList();

      Handshake.awaitAll(underway, LONG);

      assertThat(underway).map(handshake -> handshake.outcome(LONG)).allMatch(Pair::didsMatch);
      assertThat(webhooks(inviter)).hasSize(1);
      assertThat(webhooks(plain)).hasSize(1);
      assertThat(underway)
          .flatMap(handshake -> handshake.pair().timeline().entries())
          .map(Timeline.Entry::source)
          .contains(Timeline.Source.WEBHOOK);
    }
    assertThat(webhooks(inviter)).isEmpty();
  }

  private Program connect() throws IOException {
    var settings =
        Map.of("INVITER_URL", inviter.url().toString(), "INVITEE_URL", invitee.url().toString());
    return Program.duet(directory, settings, "connect", "--timeout", "120s");
  }

  private void awaitWebhooks(int count) {
    await()
        .atMost(LONG)
        .until(() -> webhooks(inviter).size() == count && webhooks(invitee).size() == count);
  }

  private static Agent open(EmbeddedAgent agent) {
    return Agent.open(AgentAddress.of("agent", agent.url().toString()));
  }

  private JsonNode webhooks(EmbeddedAgent agent) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(webhooksOf(agent)).build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body()).get("contents");
  }

  private void post(EmbeddedAgent agent, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(webhooksOf(agent))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private static URI webhooksOf(EmbeddedAgent agent) {
    return URI.create(agent.url() + "/events/webhooks");
  }
}

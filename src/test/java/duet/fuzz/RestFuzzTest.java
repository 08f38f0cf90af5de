package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.embedded.EmbeddedAgent;
import duet.fuzz.KeptAlive.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.StatisticsReport;

class RestFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] NOTHING = {};

  /** Then the agent is replaced, for it keeps each invitation that it accepted. */
  private static final int CALLS_PER_AGENT = 5_000;

  private static final int CALLS_PER_LIST = 250;
  private static final int LARGEST_BODY = 1 << 20;

  private static EmbeddedAgent agent;
  private static KeptAlive connection;
  private static int calls;

  @BeforeContainer
  static void start() {
    // what it would send, it would send tomorrow: mutated addresses are others' addresses
    agent =
        EmbeddedAgent.builder()
            .retryPauses(Duration.ofDays(1))
            .webhookPauses(Duration.ofDays(1))
            .start();
    connection = new KeptAlive(agent.url());
  }

  @AfterContainer
  static void stop() throws IOException {
    connection.close();
    agent.close();
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void whatever_is_asked_an_agent_answers_with_json_and_never_fails_inside(
      @ForAll("calls") Call call) throws IOException {
    if (++calls % CALLS_PER_AGENT == 0) {
      stop();
      start();
    }
    Answer answer;
    try {
      answer = send(call.method(), call.target(), call.contentType(), call.body());
    } catch (SocketException e) {
      // what is too large is answered before it was read, and that answer may get lost
      assertThat(call.body()).hasSizeGreaterThan(LARGEST_BODY);
      Taken.no();
      return;
    }
    assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
    if (answer.status() >= 400) {
      Taken.no();
      assertProblem(answer);
    } else {
      Taken.yes();
      tidyUp(answer);
    }
    if (calls % CALLS_PER_LIST == 0) {
      assertThat(get("/connections?limit=1000").path("contents").isArray()).isTrue();
    }
  }

  @Provide
  Arbitrary<Call> calls() {
    return Call.some();
  }

  private static void assertProblem(Answer answer) throws IOException {
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    var problem = JSON.readTree(answer.body());
    assertThat(problem.fieldNames())
        .toIterable()
        .containsExactly("status", "type", "title", "detail", "instance");
    assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
  }

  /** What was made can be asked for, and is deleted where that is allowed. */
  private static void tidyUp(Answer answer) throws IOException {
    var made = answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    if (made.has("connectionId")) {
      var path = "/connections/" + made.path("connectionId").asText();
      assertThat(get(path)).isEqualTo(made);
      var deleted = send("DELETE", path, "", NOTHING).status();
      assertThat(deleted)
          .isEqualTo(made.path("state").asText().equals("InvitationGenerated") ? 204 : 403);
    } else if (made.has("customHeaders")) {
      var path = "/events/webhooks/" + made.path("id").asText();
      assertThat(send("DELETE", path, "", NOTHING).status()).isEqualTo(200);
    }
  }

  private static JsonNode get(String path) throws IOException {
    var answer = send("GET", path, "", NOTHING);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static Answer send(String method, String target, String contentType, byte[] body)
      throws IOException {
    var header = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
    return connection.send(method, target, header, body);
  }
}

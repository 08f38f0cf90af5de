package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static final Path RECORDED =
      Path.of("..", "shared", "cloud-agent", "http", "73-unreachable-after-90s.txt");

  @Test
  void an_encrypted_message_is_cut_out_of_a_failure() {
    var detail =
        "Error when sending message: Connection refused; DATA:'{\"ciphertext\":\"4W8w\","
            + "\"recipients\":[{\"header\":{}}]}'. Connection refused";

    assertThat(new Problem(400, "t", "T", detail).detail())
        .isEqualTo("Error when sending message: Connection refused. Connection refused");
  }

  @Test
  void an_encrypted_message_that_is_cut_off_is_cut_out_too() {
    assertThat(new Problem(400, "t", "T", "Refused; DATA:'{\"ciphertext\":\"4W8w").detail())
        .isEqualTo("Refused");
  }

  @Test
  void a_long_failure_is_shortened() {
    assertThat(new Problem(400, "t", "T", "x".repeat(10_000)).detail()).hasSize(401).endsWith("…");
  }

  @Test
  void the_title_stands_in_for_a_detail_that_is_missing() {
    assertThat(new Problem(400, "t", "A title", null)).hasToString("A title");
    assertThat(new Problem(400, "t", "A title", " A detail ")).hasToString("A detail");
    assertThat(new Problem(400, null, null, null)).hasToString("status 400");
    assertThat(new Problem(400, "a:type", "", " ")).hasToString("a:type");
  }

  @Test
  void the_failure_of_a_real_agent_comes_without_its_encrypted_message() throws IOException {
    assumeTrue(Files.exists(RECORDED), () -> RECORDED + " is not beside this checkout");
    var text = Files.readString(RECORDED);
    var body = new ObjectMapper().readTree(text.substring(text.indexOf("\n{")));
    try (var scripted = ScriptedAgent.idle();
        var agent = Agent.open(AgentAddress.of("invitee", scripted.url()))) {
      scripted.on("GET /connections/" + Bodies.INVITEE, Reply.json(200, body));

      var connection = agent.connection(Bodies.INVITEE);

      var failure = connection.lastFailure().orElseThrow();
      assertThat(failure.status()).isEqualTo(400);
      assertThat(failure.type()).isEqualTo("error:MercuryError:FailureInfo");
      assertThat(failure.detail())
          .isEqualTo(
              "Error when sending message: finishConnect(..) failed with error(-111): Connection"
                  + " refused: /127.0.0.1:9. finishConnect(..) failed with error(-111): Connection"
                  + " refused: /127.0.0.1:9");
      assertThat(connection.toString()).doesNotContain("ciphertext");
      assertThat(connection.metaRetries()).contains(2);
    }
  }
}

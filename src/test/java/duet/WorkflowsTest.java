package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows of GitHub: they may only read, and end in time. */
class WorkflowsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @ValueSource(strings = {"verify.yml", "nightly.yml"})
  void a_workflow_may_only_read_and_every_job_has_a_limit(String name) throws Exception {
    var workflow = YAML.readTree(Path.of(".github/workflows", name).toFile());

    assertThat(workflow.get("permissions")).hasToString("{\"contents\":\"read\"}");
    assertThat(workflow.at("/concurrency/group").asText()).isNotEmpty();
    assertThat(workflow.get("jobs"))
        .isNotEmpty()
        .allSatisfy(job -> assertThat(job.get("timeout-minutes").asInt()).isBetween(1, 90));
    assertThat(workflow.findValuesAsText("uses"))
        .isNotEmpty()
        .allMatch(action -> action.matches("actions/[a-z-]+@v\\d+"));
  }

  @Test
  void the_nightly_run_has_the_images_of_compose() throws Exception {
    var compose = YAML.readTree(Path.of("docker/compose.yaml").toFile());
    var variables =
        YAML.readTree(Path.of(".github/workflows/nightly.yml").toFile())
            .at("/jobs/cloud-agents/env");

    assertThat(compose.at("/x-agent/image").asText()).contains(variables.get("AGENT").asText());
    assertThat(compose.at("/services/database/image").asText())
        .contains(variables.get("DATABASE").asText());
  }
}

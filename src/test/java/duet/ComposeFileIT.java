package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.fixture.Compose;
import duet.fixture.Installed;
import duet.fixture.NeedsInstalled;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What {@code docker/compose.yaml} comes to, read by Compose itself; no engine is needed for that.
 */
@NeedsInstalled(Installed.COMPOSE)
class ComposeFileIT {

  private static final Path NO_FILE = Path.of("/dev/null");
  private static final String CLOUD_AGENT =
      "docker.io/hyperledgeridentus/identus-cloud-agent:2.2.0";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

  @Test
  void its_own_env_file_gives_two_cloud_agents_and_their_database() throws IOException {
    var services = config(Compose.FOLDER.resolve(".env"), Map.of()).get("services");

    assertThat(services.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("inviter", "invitee", "database");
    for (var agent : new String[] {"inviter", "invitee"}) {
      var service = services.get(agent);
      assertThat(service.at("/image").asText()).isEqualTo(CLOUD_AGENT);
      assertThat(service.at("/depends_on/database/condition").asText())
          .isEqualTo("service_healthy");
      assertThat(service.at("/environment/DIDCOMM_SERVICE_URL").asText())
          .isEqualTo("http://" + agent + ":8090");
      assertThat(service.at("/environment/AGENT_DB_APP_USER").asText())
          .isEqualTo(agent + "_agent-application-user");
      assertThat(service.at("/extra_hosts").toString()).contains("host.docker.internal");
    }
  }

  @Test
  void a_profile_adds_the_node_that_both_agents_ask_for_dids() throws IOException {
    var file = Compose.FOLDER.resolve(".env");
    var services = config(file, Map.of("COMPOSE_PROFILES", "database,node")).get("services");

    assertThat(services.at("/node/command").toString()).isEqualTo("[\"dev\"]");
    assertThat(services.get("node").has("ports")).isFalse();
    for (var agent : new String[] {"inviter", "invitee"}) {
      var service = services.get(agent);
      assertThat(service.at("/environment/NODE_BACKEND").asText()).isEqualTo("neoprism");
      assertThat(service.at("/environment/NEOPRISM_BASE_URL").asText())
          .isEqualTo("http://node:8080");
      assertThat(service.at("/depends_on/node/condition").asText()).isEqualTo("service_healthy");
      assertThat(service.at("/environment/POLLUX_STATUS_LIST_REGISTRY_PUBLIC_URL").asText())
          .isEqualTo("http://" + agent + ":8085");
    }
  }

  @Test
  void whatever_is_published_is_published_on_loopback_and_every_service_has_a_limit()
      throws IOException {
    var services = config(Compose.FOLDER.resolve(".env"), Map.of()).get("services");

    assertThat(services.findValuesAsText("host_ip")).hasSize(2).containsOnly("127.0.0.1");
    assertThat(services.findValuesAsText("published")).containsExactlyInAnyOrder("8080", "8090");
    assertThat(services)
        .allSatisfy(service -> assertThat(service.get("mem_limit").asLong()).isPositive());
  }

  @Test
  void without_an_env_file_everything_has_the_same_defaults() throws IOException {
    var bare = config(NO_FILE, Map.of("COMPOSE_PROFILES", "database"));

    assertThat(bare).isEqualTo(config(Compose.FOLDER.resolve(".env"), Map.of()));
  }

  @Test
  void an_empty_variable_counts_as_unset() throws IOException {
    var blank = new HashMap<String, String>();
    VARIABLE
        .matcher(Files.readString(Compose.FILE))
        .results()
        .forEach(match -> blank.put(match.group(1), ""));

    assertThat(blank).containsKeys("AGENT_IMAGE", "INVITER_PORT", "AGENT_HEALTH");
    assertThat(config(NO_FILE, blank)).isEqualTo(config(NO_FILE, Map.of()));
  }

  @Test
  void the_stand_ins_do_without_the_database() throws IOException {
    var services = config(Compose.FOLDER.resolve("stand-in.env"), Map.of()).get("services");

    assertThat(services.fieldNames()).toIterable().containsExactlyInAnyOrder("inviter", "invitee");
    assertThat(services.findValuesAsText("image")).containsOnly("localhost/duet-agent");
  }

  @Test
  void duets_own_settings_fit_as_they_are_copied() throws IOException {
    var settings = new Properties();
    settings.load(new StringReader(Files.readString(Path.of("variables.env.example"))));
    for (var file : new String[] {".env", "stand-in.env"}) {
      var services = config(Compose.FOLDER.resolve(file), Map.of()).get("services");
      for (var agent : new String[] {"inviter", "invitee"}) {
        var service = services.get(agent);
        var variable = agent.toUpperCase(java.util.Locale.ROOT);
        assertThat(settings.getProperty(variable + "_APIKEY"))
            .isEqualTo(service.at("/environment/DEFAULT_WALLET_AUTH_API_KEY").asText());
        assertThat(settings.getProperty(variable + "_URL"))
            .isEqualTo("http://localhost:" + service.at("/ports/0/published").asText())
            .isEqualTo(service.at("/environment/REST_SERVICE_URL").asText());
      }
    }
  }

  private static JsonNode config(Path envFile, Map<String, String> variables) throws IOException {
    var text = new Compose("duet", envFile, variables).run("config", "--format", "json").good();
    return new ObjectMapper().readTree(text.substring(text.indexOf("{\n")));
  }
}

package duet.containers;

import static org.assertj.core.api.Assertions.assertThat;

import duet.settings.ContainerSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What agents in containers are told, which takes no engine. */
class AgentPairContainersTest {

  private static final String CLOUD_AGENT =
      "docker.io/hyperledgeridentus/identus-cloud-agent:2.2.0";
  private static final Pattern VARIABLE =
      Pattern.compile("^ {2,6}([A-Z_]{4,}): ", Pattern.MULTILINE);

  /** What credentials need, for which these containers have no node. */
  private static final Set<String> ONLY_WITH_A_NODE =
      Set.of(
          "NODE_BACKEND",
          "NEOPRISM_BASE_URL",
          "NPRISM_DB_URL",
          "POLLUX_STATUS_LIST_REGISTRY_PUBLIC_URL");

  private final AgentPairContainers cloudAgents = new AgentPairContainers(CLOUD_AGENT);
  private final AgentPairContainers standIns = new AgentPairContainers("localhost/duet-agent");

  @Test
  void a_cloud_agent_is_told_all_that_compose_tells_it() throws Exception {
    var compose = Files.readString(Path.of("docker/compose.yaml"));
    var variables =
        VARIABLE
            .matcher(compose)
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.startsWith("POSTGRES_") && !ONLY_WITH_A_NODE.contains(name))
            .distinct();

    assertThat(cloudAgents.inviter().getEnvMap().keySet())
        .containsExactlyInAnyOrderElementsOf(variables.toList());
  }

  @Test
  void each_cloud_agent_has_the_databases_that_the_script_makes() {
    var inviter = cloudAgents.inviter().getEnvMap();
    var invitee = cloudAgents.invitee().getEnvMap();

    assertThat(inviter)
        .containsEntry("CONNECT_DB_HOST", "database")
        .containsEntry("CONNECT_DB_NAME", "inviter_connect")
        .containsEntry("CONNECT_DB_APP_USER", "inviter_connect-application-user")
        .containsEntry("AGENT_DB_NAME", "inviter_agent");
    assertThat(invitee).containsEntry("POLLUX_DB_NAME", "invitee_pollux");
    assertThat(inviter.get("AGENT_DB_PASSWORD")).isEqualTo(invitee.get("AGENT_DB_APP_PASSWORD"));
  }

  @Test
  void an_embedded_agent_is_told_of_no_database() {
    assertThat(standIns.inviter().getEnvMap().keySet()).noneMatch(name -> name.contains("_DB_"));
  }

  @Test
  void each_has_a_key_and_an_address_of_its_own() {
    var inviter = new ContainerSettings(standIns.inviter().getEnvMap());
    var invitee = new ContainerSettings(standIns.invitee().getEnvMap());

    assertThat(inviter.apiKey()).isPresent().isNotEqualTo(invitee.apiKey());
    assertThat(inviter.asksForKey()).contains(true);
    assertThat(inviter.anyKey() || inviter.newWallets()).isFalse();
    assertThat(inviter.didcommUrl()).contains(URI.create("http://inviter:8090"));
    assertThat(invitee.didcommUrl()).contains(URI.create("http://invitee:8090"));
  }

  @Test
  void each_is_known_by_its_own_name_only() {
    assertThat(standIns.inviter().getNetworkAliases())
        .contains("inviter")
        .doesNotContain("agent", "invitee");
    assertThat(standIns.invitee().getNetworkAliases()).contains("invitee");
  }

  @Test
  void what_it_is_told_is_what_the_agent_understands() {
    var agent =
        standIns
            .inviter()
            .withApiKey("another-key-of-mine")
            .withDidcommUrl(URI.create("http://elsewhere:1"))
            .withInvitationExpiry(Duration.ofMinutes(2))
            .withWebhook(URI.create("http://host.docker.internal:9090"), "key-of-the-webhook");
    var understood = new ContainerSettings(agent.getEnvMap());

    assertThat(understood.apiKey()).contains("another-key-of-mine");
    assertThat(understood.didcommUrl()).contains(URI.create("http://elsewhere:1"));
    assertThat(understood.expiry()).contains(Duration.ofMinutes(2));
    assertThat(understood.webhookUrl()).contains(URI.create("http://host.docker.internal:9090"));
    assertThat(understood.webhookKey()).contains("key-of-the-webhook");
  }
}

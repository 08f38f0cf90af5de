package duet.settings;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.AgentAddress;
import duet.agent.AgentSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @TempDir Path directory;

  @Test
  void where_nothing_is_set_there_are_defaults() throws IOException {
    var settings = settings("", Map.of());

    assertThat(settings.inviter()).isEmpty();
    assertThat(settings.invitee()).isEmpty();
    assertThat(settings.missing()).containsExactly("INVITER_URL", "INVITEE_URL");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.remarks()).isEmpty();
  }

  @Test
  void each_agent_has_its_own_address_and_keys() throws IOException {
    var settings =
        settings(
            """
            INVITER_URL=http://localhost:8080/
            INVITER_APIKEY=one
            INVITEE_URL=https://agent.example/cloud-agent
            INVITEE_TOKEN=two
            DUET_TIMEOUT=90s
            """,
            Map.of());

    var inviter = settings.inviter().orElseThrow();
    var invitee = settings.invitee().orElseThrow();
    assertThat(inviter.name()).isEqualTo("inviter");
    assertThat(inviter.url()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(inviter.apiKey()).contains(new AgentSecret("INVITER_APIKEY", "one"));
    assertThat(inviter.token()).isEmpty();
    assertThat(invitee.name()).isEqualTo("invitee");
    assertThat(invitee.url()).isEqualTo(URI.create("https://agent.example/cloud-agent"));
    assertThat(invitee.apiKey()).isEmpty();
    assertThat(invitee.token()).contains(new AgentSecret("INVITEE_TOKEN", "two"));
    assertThat(settings.both())
        .isEqualTo(settings.configuredAgents())
        .containsExactly(inviter, invitee);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void the_environment_goes_before_the_file() throws IOException {
    var settings =
        settings(
            "INVITER_URL=http://file:1\nINVITER_APIKEY=file",
            Map.of("INVITER_URL", "http://environment:2"));

    var inviter = settings.inviter().orElseThrow();
    assertThat(inviter.url()).hasHost("environment");
    assertThat(inviter.apiKey()).contains(new AgentSecret("INVITER_APIKEY", "file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void an_empty_value_counts_as_none(String empty) throws IOException {
    var settings =
        settings(
            "INVITER_URL=http://file:1\nINVITEE_URL='" + empty + "'\nDUET_TIMEOUT=\n",
            Map.of("INVITER_URL", empty, "HOLDER_URL", "http://alias:2", "INVITER_APIKEY", empty));

    assertThat(settings.inviter().map(AgentAddress::url)).contains(URI.create("http://file:1"));
    assertThat(settings.inviter().orElseThrow().apiKey()).isEmpty();
    assertThat(settings.invitee().map(AgentAddress::url)).contains(URI.create("http://alias:2"));
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void the_names_of_the_agents_own_notebooks_are_understood() throws IOException {
    var settings =
        settings(
            "ISSUER_URL=http://issuer:1\nISSUER_APIKEY=one\nHOLDER_URL=http://holder:2\n",
            Map.of("HOLDER_APIKEY", "two"));

    var inviter = settings.inviter().orElseThrow();
    var invitee = settings.invitee().orElseThrow();
    assertThat(inviter.url()).hasHost("issuer");
    assertThat(inviter.apiKey()).contains(new AgentSecret("ISSUER_APIKEY", "one"));
    assertThat(invitee.url()).hasHost("holder");
    assertThat(invitee.apiKey()).contains(new AgentSecret("HOLDER_APIKEY", "two"));
  }

  @Test
  void duets_own_names_go_before_the_notebooks() throws IOException {
    var settings = settings("INVITER_URL=http://own:1", Map.of("ISSUER_URL", "http://notebooks:2"));

    assertThat(settings.inviter().orElseThrow().url()).hasHost("own");
  }

  @Test
  void the_host_of_containers_is_used_where_it_resolves() throws IOException {
    var settings = settings("INVITER_URL=http://host.docker.internal:8080/x", Map.of(), true);

    assertThat(settings.inviter().orElseThrow().url()).hasHost("host.docker.internal");
    assertThat(settings.remarks()).isEmpty();
  }

  @Test
  void the_host_of_containers_is_this_machine_where_it_does_not_resolve() throws IOException {
    var settings =
        settings(
            "INVITER_URL=http://Host.Docker.Internal:8080/cloud-agent\nHOLDER_URL=http://other:1",
            Map.of(),
            false);

    assertThat(settings.inviter().orElseThrow().url())
        .isEqualTo(URI.create("http://localhost:8080/cloud-agent"));
    assertThat(settings.invitee().orElseThrow().url()).hasHost("other");
    assertThat(settings.remarks())
        .containsExactly(
            "INVITER_URL: host.docker.internal does not resolve here; using localhost");
  }

  private Settings settings(String file, Map<String, String> environment) throws IOException {
    return settings(file, environment, true);
  }

  private Settings settings(String file, Map<String, String> environment, boolean resolves)
      throws IOException {
    var path = Files.writeString(directory.resolve("variables.env"), file);
    return Settings.load(Optional.of(path), environment, host -> resolves);
  }
}

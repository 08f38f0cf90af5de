package duet.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerSettingsTest {

  @Test
  void how_to_verify_is_read_as_a_cloud_agents_container_has_it() {
    var settings =
        new ContainerSettings(
            Map.of(
                "NEOPRISM_BASE_URL", "http://node:8080",
                "CREDENTIAL_VERIFY_DATES", "true",
                "PRESENTATION_VERIFY_DATES", "false",
                "PRESENTATION_VERIFY_HOLDER_BINDING", "False",
                "CREDENTIAL_LEEWAY", "0 seconds",
                "PRESENTATION_LEEWAY", "2 minutes"));

    assertThat(settings.node()).contains(URI.create("http://node:8080"));
    assertThat(settings.verifiesCredentialDates()).contains(true);
    assertThat(settings.verifiesPresentationDates()).contains(false);
    assertThat(settings.verifiesHolderBinding()).contains(false);
    assertThat(settings.leeway()).contains(Duration.ofMinutes(2));
  }

  @Test
  void what_is_not_set_is_left_to_the_agent() {
    var settings = new ContainerSettings(Map.of("CREDENTIAL_LEEWAY", " "));

    assertThat(settings.node()).isEmpty();
    assertThat(settings.verifiesCredentialDates()).isEmpty();
    assertThat(settings.leeway()).isEmpty();
    assertThat(new ContainerSettings(Map.of("CREDENTIAL_LEEWAY", "0")).leeway())
        .contains(Duration.ZERO);
    assertThatThrownBy(new ContainerSettings(Map.of("CREDENTIAL_LEEWAY", "soon"))::leeway)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("CREDENTIAL_LEEWAY");
  }
}

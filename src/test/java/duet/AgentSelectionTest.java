package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.exchange.Side;
import duet.settings.Settings;
import duet.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentSelectionTest {

  private static final Set<Side> BOTH = EnumSet.copyOf(Side.CONNECTION);

  @TempDir private Path directory;

  @Test
  void answers_are_taken_for_as_long_as_the_invitation_says_and_no_less_than_usual() {
    var agents = AgentSelection.embedded();

    assertThat(agents.expiring(Duration.ofHours(24)).expiry()).contains(Duration.ofHours(24));
    assertThat(agents.expiring(Duration.ofSeconds(1)).expiry()).isEmpty();
    assertThat(agents.expiring(Duration.ofHours(1)).keptIn(Path.of("x")).expiry()).isPresent();
  }

  @Test
  void a_pair_is_embedded_only_if_the_settings_name_no_agent() {
    assertThat(AgentSelection.of(AgentSource.AUTO, settings())).matches(s -> s.isEmbedded());
    assertThat(AgentSelection.of(AgentSource.AUTO, settings("INVITER", "INVITEE")))
        .isEqualTo(AgentSelection.of(AgentSource.SETTINGS, settings("INVITER", "INVITEE")));
    assertThatThrownBy(() -> AgentSelection.of(AgentSource.AUTO, settings("INVITER")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("INVITEE_URL is not set, though there is INVITER_URL");
  }

  @Test
  void a_side_is_embedded_if_the_settings_lack_it() {
    var mixed = AgentSelection.perSide(AgentSource.AUTO, settings("INVITEE"), BOTH).addresses();

    assertThat(mixed.get(Side.INVITER)).isEmpty();
    assertThat(mixed.get(Side.INVITEE)).map(AgentAddress::name).hasValue("invitee");
    assertThat(mixed.keySet()).containsExactly(Side.INVITER, Side.INVITEE);
    assertThatThrownBy(
            () ->
                AgentSelection.perSide(
                    AgentSource.SETTINGS, settings("INVITEE"), Set.of(Side.INVITER)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("INVITER_URL is not set, in");
  }

  @ParameterizedTest
  @EnumSource
  void embedded_agents_can_be_chosen_whatever_is_set(Side side) {
    var settings = settings("INVITER", "INVITEE");

    assertThat(AgentSelection.of(AgentSource.EMBEDDED, settings).isEmbedded()).isTrue();
    assertThat(AgentSelection.perSide(AgentSource.EMBEDDED, settings, Set.of(side)).addresses())
        .isEqualTo(Map.of(side, Optional.empty()));
  }

  @Test
  void those_that_exist_are_in_the_settings_or_else_in_the_directory() throws IOException {
    assertThat(AgentSelection.existing(settings()).addresses()).isEmpty();
    Files.createDirectories(AgentSelection.directory(settings()).resolve("invitee"));

    assertThat(AgentSelection.existing(settings()).addresses()).containsOnlyKeys(Side.INVITEE);
    var set = AgentSelection.existing(settings("INVITER"));
    assertThat(set.isEmbedded()).isFalse();
    assertThat(set.addresses()).containsOnlyKeys(Side.INVITER);
  }

  @Test
  void if_one_cannot_be_used_the_others_are_closed() throws IOException {
    var selection =
        AgentSelection.of(settings("INVITEE"), BOTH, side -> side == Side.INVITER)
            .keptIn(directory);

    assertThatThrownBy(selection::open).isInstanceOf(AgentException.class);

    // An agent that were still open would have the directory for itself.
    try (var again = AgentSelection.embedded().keptIn(directory).open()) {
      assertThat(again.all()).hasSize(2);
    }
  }

  @Test
  void a_pair_takes_two() {
    assertThatThrownBy(() -> AgentPair.open(AgentSelection.existing(settings("INVITER"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Of agents that don't answer: nothing listens on port 1. */
  private Settings settings(String... sides) {
    var environment = new HashMap<>(Map.of("DUET_DATA", directory.resolve("data").toString()));
    for (String side : sides) {
      environment.put(side + "_URL", "http://127.0.0.1:1");
    }
    try {
      var none = Files.write(directory.resolve("variables.env"), new byte[0]);
      return Settings.load(Optional.of(none), environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

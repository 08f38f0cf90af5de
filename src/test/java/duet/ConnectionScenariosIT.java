package duet;

import duet.containers.AgentPairContainers;
import duet.fixture.NeedsEngine;
import duet.settings.Settings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.DisabledIf;

/** The scenarios on each kind of agents that can be had here. */
class ConnectionScenariosIT {

  @Nested
  class OnEmbeddedAgents extends ConnectionScenarios {
    @Override
    AgentPair open() {
      return AgentPair.embedded();
    }
  }

  @Nested
  @NeedsEngine
  class OnContainers extends ConnectionScenarios {

    private final AgentPairContainers containers;

    OnContainers(AgentPairContainers containers) {
      this.containers = containers;
    }

    @Override
    AgentPair open() {
      return containers.open();
    }
  }

  @Nested
  @DisabledIf(
      value = "duet.ConnectionScenariosIT#noneAreSet",
      disabledReason = "no agents are set: INVITER_URL and INVITEE_URL would name them")
  class OnTheAgentsOfTheSettings extends ConnectionScenarios {
    @Override
    AgentPair open() {
      return AgentPair.open(Settings.load());
    }
  }

  static boolean noneAreSet() {
    var settings = Settings.load();
    return settings.inviter().isEmpty() && settings.invitee().isEmpty();
  }
}

package duet.junit;

import duet.AgentPair;
import duet.containers.AgentPairContainers;
import duet.settings.Settings;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where a pair comes from. */
final class AgentsSource {

  private static final String PARAMETER = "duet.agents";

  private AgentsSource() {}

  /**
   * Opens a pair.
   *
   * @param asked what the annotation says; empty for what the configuration does
   */
  static AgentPair open(String asked, ExtensionContext context) {
    var which =
        asked.isEmpty()
            ? context.getConfigurationParameter(PARAMETER).orElse("embedded").strip()
            : asked;
    return switch (which) {
      case "embedded" -> AgentPair.embedded();
      case "containers" -> inContainers();
      case "settings" -> AgentPair.ofSettings(Settings.load());
      default -> supplied(which);
    };
  }

  private static AgentPair inContainers() {
    try {
      return AgentPairContainers.startedPair();
    } catch (NoClassDefFoundError e) {
      throw new ExtensionConfigurationException(
          PARAMETER
              + " is 'containers', but "
              + e.getMessage()
              + " is missing: add org.testcontainers:testcontainers 2 to the test's class path",
          e);
    }
  }

  private static AgentPair supplied(String name) {
    try {
      var loader = Thread.currentThread().getContextClassLoader();
      var made = Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
      return (AgentPair) ((Supplier<?>) made).get();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ExtensionConfigurationException(
          "%s is '%s': embedded, containers, settings or the name of a class that is a Supplier<AgentPair> expected"
              .formatted(PARAMETER, name),
          e);
    }
  }
}

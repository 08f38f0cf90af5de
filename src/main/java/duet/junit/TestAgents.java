package duet.junit;

import duet.AgentPair;
import duet.containers.AgentPairContainers;
import duet.settings.Settings;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A pair for tests. Closing it stops its containers, too. JUnit before 5.13 closes only what is a
 * {@link CloseableResource}, later ones what is {@link AutoCloseable}.
 */
@SuppressWarnings("deprecation")
record TestAgents(AgentPair pair, Runnable end) implements AutoCloseable, CloseableResource {

  static final String PARAMETER = "duet.agents";
  static final String CONTAINERS = "containers";

  /**
   * Opens a pair.
   *
   * @param which a value of {@link #PARAMETER}
   */
  static TestAgents open(String which) {
    return switch (which) {
      case "embedded" -> of(AgentPair.embedded());
      case CONTAINERS -> inContainers();
      case "settings" -> of(AgentPair.ofSettings(Settings.load()));
      default -> of(supplied(which));
    };
  }

  @Override
  public void close() {
    try {
      pair.close();
    } finally {
      end.run();
    }
  }

  private static TestAgents of(AgentPair pair) {
    return new TestAgents(pair, () -> {});
  }

  private static TestAgents inContainers() {
    try {
      return started();
    } catch (NoClassDefFoundError e) {
      throw new ExtensionConfigurationException(
          PARAMETER
              + " is 'containers', but "
              + e.getMessage()
              + " is missing: add org.testcontainers:testcontainers to the test's class path",
          e);
    }
  }

  private static TestAgents started() {
    var containers = new AgentPairContainers();
    try {
      containers.start();
      return new TestAgents(containers.open(), containers::close);
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  private static AgentPair supplied(String name) {
    try {
      var loader = Thread.currentThread().getContextClassLoader();
      var made = Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
      return (AgentPair) ((Supplier<?>) made).get();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ExtensionConfigurationException(
          "%s is '%s' (must be embedded, containers, settings, or the name of a class that implements Supplier<AgentPair>)"
              .formatted(PARAMETER, name),
          e);
    }
  }
}

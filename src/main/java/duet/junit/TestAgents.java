package duet.junit;

import duet.AgentPair;
import duet.containers.AgentPairContainers;
import duet.handshake.Handshake;
import duet.settings.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A pair for tests, with its last handshakes. Closing it stops its containers, too. */
final class TestAgents implements AutoCloseable {

  private static final String PARAMETER = "duet.agents";
  private static final int MAX_RECENT = 8;

  private final AgentPair pair;
  private final Runnable end;
  private final Deque<Handshake> recent = new ArrayDeque<>();

  private TestAgents(AgentPair pair, Runnable end) {
    this.pair = pair;
    this.end = end;
    pair.onHandshake(this::add);
  }

  /**
   * Opens a pair.
   *
   * @param asked the annotation's value; empty for the configuration parameter's
   */
  static TestAgents open(String asked, ExtensionContext context) {
    var which =
        asked.isEmpty()
            ? context.getConfigurationParameter(PARAMETER).orElse("embedded").strip()
            : asked;
    return switch (which) {
      case "embedded" -> of(AgentPair.embedded());
      case "containers" -> inContainers();
      case "settings" -> of(AgentPair.ofSettings(Settings.load()));
      default -> of(supplied(which));
    };
  }

  AgentPair pair() {
    return pair;
  }

  /** The last 8 that the pair began. */
  synchronized List<Handshake> recentHandshakes() {
    return List.copyOf(recent);
  }

  @Override
  public void close() {
    try {
      pair.close();
    } finally {
      end.run();
    }
  }

  private synchronized void add(Handshake handshake) {
    recent.addLast(handshake);
    if (recent.size() > MAX_RECENT) {
      recent.removeFirst();
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
              + " is missing: add org.testcontainers:testcontainers 2 to the test's class path",
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

package duet.cli;

import duet.embedded.EmbeddedAgent;
import duet.settings.ContainerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options for the keys that {@code duet agent} accepts. */
final class ApiKeyOptions {

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      converter = Converters.Key.class,
      description =
          "A key that REST accepts; without one it requires none. The first opens the default"
              + " wallet, each further one a wallet of its own. Others on this machine can see it:"
              + " prefer --api-key-file.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "A file of such keys, one per line; - is standard input.")
  private Path file;

  /** Which keys REST accepts. */
  enum Access {
    ANYBODY("without a key"),
    ANY_KEY("with any key"),
    NEW_WALLETS("with a key (an unknown one opens a new wallet)"),
    ONE_KEY("with the given key"),
    KEYS("with one of the given keys");

    private final String text;

    Access(String text) {
      this.text = text;
    }

    boolean asksForKey() {
      return this != ANYBODY;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Configures the keys that an agent accepts.
   *
   * @throws IllegalArgumentException if the file can't be used, or no key would be accepted
   */
  Access apply(EmbeddedAgent.Builder agent, ContainerSettings container) {
    var known = effectiveKeys(container);
    known.forEach(agent::apiKey);
    container.salt().ifPresent(agent::salt);
    boolean asks =
        container.asksForKey().orElseGet(() -> container.anyKey() || container.newWallets());
    if (known.isEmpty() && !asks) {
      return Access.ANYBODY;
    }
    if (container.anyKey()) {
      agent.anyKey();
      return Access.ANY_KEY;
    }
    if (container.newWallets()) {
      agent.newWallets();
      return Access.NEW_WALLETS;
    }
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "API_KEY_ENABLED is true, but no key is set: " + keySources(container));
    }
    return known.size() == 1 ? Access.ONE_KEY : Access.KEYS;
  }

  /** The options and variables that set a key. */
  static String keySources(ContainerSettings container) {
    var places = "--api-key, --api-key-file or DEFAULT_WALLET_AUTH_API_KEY";
    return container.asksForKey().orElse(true)
        ? places
        : places + ", without API_KEY_ENABLED=false";
  }

  private List<String> effectiveKeys(ContainerSettings container) {
    var given = givenKeys();
    boolean asks = container.asksForKey().orElse(true);
    return given.isEmpty() && asks ? container.apiKey().stream().toList() : given;
  }

  private List<String> givenKeys() {
    var all = new ArrayList<>(keys);
    if (file != null) {
      all.addAll(KeyFile.read("--api-key-file", file));
    }
    return all;
  }
}

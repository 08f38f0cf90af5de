package duet.cli;

import duet.agent.AgentSecret;
import duet.embedded.EmbeddedAgent;
import duet.settings.ContainerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say whom {@code duet agent} lets in. */
final class ApiKeyOptions {

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      converter = Keys.class,
      description =
          "The key that REST asks for; without one it asks for none. The first opens the default"
              + " wallet, each other one a wallet of its own.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "A file with such keys, one on each line.")
  private Path file;

  /**
   * Tells an agent whom to let in.
   *
   * @return that in words
   * @throws IllegalArgumentException if the file can't be used, or nobody could be let in
   */
  String apply(EmbeddedAgent.Builder agent, ContainerSettings container) {
    var known = known(container);
    known.forEach(agent::apiKey);
    container.salt().ifPresent(agent::salt);
    if (!asks(known, container)) {
      return "without a key";
    }
    if (container.anyKey()) {
      agent.anyKey();
      return "with any key";
    }
    if (container.newWallets()) {
      agent.newWallets();
      return "with a key, of which an unknown one opens a new wallet";
    }
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "API_KEY_ENABLED is true, but there is no key: " + whereKeysAre(container));
    }
    return known.size() == 1 ? "with the key given" : "with one of the keys given";
  }

  /** What to set for an agent that lacks a key. */
  static String whereKeysAre(ContainerSettings container) {
    var places = "--api-key, --api-key-file or DEFAULT_WALLET_AUTH_API_KEY expected";
    return container.asksForKey().orElse(true)
        ? places
        : places + ", without API_KEY_ENABLED=false";
  }

  private List<String> known(ContainerSettings container) {
    var given = given();
    boolean asks = container.asksForKey().orElse(true);
    return given.isEmpty() && asks ? container.apiKey().stream().toList() : given;
  }

  private static boolean asks(List<String> known, ContainerSettings container) {
    return !known.isEmpty()
        || container.asksForKey().orElseGet(() -> container.anyKey() || container.newWallets());
  }

  private List<String> given() {
    var all = new ArrayList<>(keys);
    if (file != null) {
      var lines = lines();
      for (int i = 0; i < lines.size(); i++) {
        var line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          all.add(key(line, i + 1));
        }
      }
      if (all.isEmpty()) {
        throw new IllegalArgumentException(file + " has no key in it");
      }
    }
    return all;
  }

  private String key(String line, int number) {
    try {
      return new AgentSecret("it", line).secret();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + " line " + number + ": a key of printable ASCII characters expected", e);
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " can't be read as a file of keys", e);
    }
  }
}

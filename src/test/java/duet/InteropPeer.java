package duet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The peer of {@code src/test/interop}, put together in {@code target/interop}. As a condition it
 * skips a class where Node or the peer's library can't be had; with {@code
 * DUET_REQUIRE_INTEROP=true} in the environment that is a failure instead.
 */
final class InteropPeer implements ExecutionCondition {

  private static final String REQUIRED = "DUET_REQUIRE_INTEROP";
  private static final int OLDEST_NODE = 18;
  private static final Path SOURCES = Path.of("src/test/interop");
  private static final Path INSTALLED = Path.of("target/interop").toAbsolutePath();
  private static final String PACKAGE = "package.json";
  private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*");
  private static final Pattern NPM_CODE = Pattern.compile("code (E\\w+)");

  static Program start(Path directory, String agentUrl, String key) throws IOException {
    var script = INSTALLED.resolve("peer.mjs").toString();
    return Program.start(directory, Map.of("AGENT_APIKEY", key), List.of("node", script, agentUrl));
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("as its class is");
    }
    try {
      assemble();
      return ConditionEvaluationResult.enabled("Node and the peer's library are there");
    } catch (Missing missing) {
      if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
        throw new IllegalStateException(
            REQUIRED + " is true, but " + missing.getMessage(), missing);
      }
      return ConditionEvaluationResult.disabled(missing.getMessage());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("The peer can't be put together in " + INSTALLED, e);
    }
  }

  private static void assemble() throws IOException, InterruptedException, Missing {
    Files.createDirectories(INSTALLED);
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        var copy = INSTALLED.resolve(source.getFileName());
        Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    requireNode();
    var library = json(SOURCES.resolve(PACKAGE)).get("dependencies").properties().iterator().next();
    if (!isInstalled(library.getKey(), library.getValue().asText())) {
      install(library.getKey());
    }
  }

  private static void requireNode() throws InterruptedException, Missing {
    try (var node = run("node", "--version")) {
      node.exitCode();
      var major = MAJOR.matcher(node.out().strip());
      if (!major.matches() || Integer.parseInt(major.group(1)) < OLDEST_NODE) {
        throw new Missing("Node " + OLDEST_NODE + " or later is needed, seen " + node.out());
      }
    }
  }

  private static boolean isInstalled(String name, String version) throws IOException {
    var manifest = INSTALLED.resolve("node_modules").resolve(name).resolve(PACKAGE);
    return Files.exists(manifest) && json(manifest).get("version").asText().equals(version);
  }

  private static void install(String name) throws InterruptedException, Missing {
    try (var npm =
        run(
            "npm",
            "install",
            "--no-package-lock",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--fetch-timeout=30000")) {
      if (npm.exitCode() != 0) {
        var code = NPM_CODE.matcher(npm.err()).results().findFirst();
        throw new Missing(
            name
                + " is not installed, and npm could not get it"
                + code.map(found -> " (" + found.group(1) + ")").orElse(""));
      }
    }
  }

  private static Program run(String... command) throws Missing {
    try {
      return Program.start(INSTALLED, Map.of(), List.of(command));
    } catch (IOException e) {
      throw new Missing(command[0] + " is not there");
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** What the peer needs and this machine lacks. */
  private static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String what) {
      super(what);
    }
  }
}

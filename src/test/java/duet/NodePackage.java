package duet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A library from npm with programs for Node that use it: what is ours of it is in {@code src/test}.
 */
enum NodePackage {
  /** A DIDComm peer that shares no code with Duet. */
  INTEROP(false),
  /** A wallet, as people have one. */
  WALLET(true),
  /** Rules of accessibility. */
  AXE(false);

  private static final int OLDEST_NODE = 18;
  private static final String MANIFEST = "package.json";
  private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*");
  private static final Pattern NPM_CODE = Pattern.compile("code (E\\w+)");

  private final Path sources = Path.of("src/test").resolve(name().toLowerCase(Locale.ROOT));
  private final Path assembled = Path.of("target").resolve(sources.getFileName()).toAbsolutePath();
  private final boolean large;

  NodePackage(boolean large) {
    this.large = large;
  }

  /** The command that runs one of its scripts. */
  List<String> command(String script, String... args) {
    var node = Stream.of("node", assembled.resolve(script).toString());
    return Stream.concat(node, Stream.of(args)).toList();
  }

  /** A file of the library. */
  Path file(String path) {
    return assembled.resolve("node_modules").resolve(path);
  }

  /**
   * Puts it together in {@code target}. The library is installed unless it is there; a large one
   * only if it is required.
   *
   * @return what this machine lacks for that
   */
  Optional<String> assemble(boolean required) {
    try {
      Files.createDirectories(assembled);
      try (Stream<Path> files = Files.list(sources)) {
        for (Path source : files.toList()) {
          var copy = assembled.resolve(source.getFileName());
          Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      requireNode();
      var library = json(sources.resolve(MANIFEST)).get("dependencies").properties().iterator();
      var wanted = library.next();
      if (!isInstalled(wanted.getKey(), wanted.getValue().asText())) {
        if (large && !required) {
          throw new Missing(
              wanted.getKey()
                  + " is not installed: "
                  + NeedsPackage.REQUIRED
                  + "=true in the environment installs it, which takes 90 MB");
        }
        install(wanted.getKey());
      }
      return Optional.empty();
    } catch (Missing missing) {
      return Optional.of(missing.getMessage());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(this + " can't be put together in " + assembled, e);
    }
  }

  private void requireNode() throws InterruptedException, Missing {
    try (var node = run("node", "--version")) {
      node.exitCode();
      var major = MAJOR.matcher(node.out().strip());
      if (!major.matches() || Integer.parseInt(major.group(1)) < OLDEST_NODE) {
        throw new Missing("Node.js " + OLDEST_NODE + " or later is needed, seen " + node.out());
      }
    }
  }

  private boolean isInstalled(String name, String version) throws IOException {
    var manifest = assembled.resolve("node_modules").resolve(name).resolve(MANIFEST);
    return Files.exists(manifest) && json(manifest).get("version").asText().equals(version);
  }

  private void install(String name) throws InterruptedException, Missing {
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
            "npm could not get %s%s: run npm install in %s once, where it can"
                .formatted(
                    name, code.map(found -> " (" + found.group(1) + ")").orElse(""), assembled));
      }
    }
  }

  private Program run(String... command) throws Missing {
    try {
      return Program.start(assembled, Map.of(), List.of(command));
    } catch (IOException e) {
      throw new Missing(
          command[0] + " is not there: install Node.js " + OLDEST_NODE + " or later with npm");
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** What the program needs and this machine lacks. */
  private static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String what) {
      super(what);
    }
  }
}

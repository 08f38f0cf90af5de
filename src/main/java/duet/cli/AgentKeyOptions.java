package duet.cli;

import duet.agent.AgentSecret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The key with which {@code duet check} calls an agent: of an option, or of the environment. */
final class AgentKeyOptions {

  private static final String API_KEY = "AGENT_APIKEY";
  private static final String TOKEN = "AGENT_TOKEN";

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      converter = Converters.Key.class,
      description =
          "The agent's key (default: AGENT_APIKEY in the environment); without one, cases about"
              + " keys are skipped. Others on this machine can see it: prefer --api-key-file.")
  private String apiKey;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "A file whose first line is the key; - is standard input.")
  private Path file;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      converter = Converters.Key.class,
      description = "A bearer token instead of a key (default: AGENT_TOKEN in the environment).")
  private String token;

  /**
   * @throws IllegalArgumentException if the file can't be used
   */
  Optional<AgentSecret> apiKey(Map<String, String> environment) {
    var given = file == null ? apiKey : KeyFile.read("--api-key-file", file).get(0);
    return token == null ? secret(API_KEY, given, environment) : given(API_KEY, given);
  }

  Optional<AgentSecret> token(Map<String, String> environment) {
    return apiKey == null && file == null ? secret(TOKEN, token, environment) : given(TOKEN, token);
  }

  private static Optional<AgentSecret> secret(
      String name, String given, Map<String, String> environment) {
    var set = Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    return given(name, given).or(() -> set.map(text -> new AgentSecret(name, text.strip())));
  }

  private static Optional<AgentSecret> given(String name, String secret) {
    return Optional.ofNullable(secret).map(text -> new AgentSecret(name, text));
  }

  /** The variables that an option stands in for here, and that a shell doesn't have. */
  List<String> unset(Map<String, String> environment) {
    var used = new ArrayList<String>();
    if (apiKey != null || file != null) {
      used.add(API_KEY);
    }
    if (token != null) {
      used.add(TOKEN);
    }
    used.removeIf(environment::containsKey);
    return used;
  }
}

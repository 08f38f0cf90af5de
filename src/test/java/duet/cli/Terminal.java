package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.fixture.ScriptedAgent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A terminal that keeps what is printed on it. Commands run on it as they do from {@code main}, in
 * the environment given and no other. None may ever show a stack trace.
 */
final class Terminal {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Path NO_SETTINGS = emptyFile();

  private final Map<String, String> environment =
      new HashMap<>(Map.of("DUET_DATA", "target/test-data/" + UUID.randomUUID()));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private int exitCode = -1;
  private boolean isTerminal;

  /** Runs a command where nothing is set. */
  static Terminal duet(String... args) {
    return new Terminal().run(args);
  }

  /** Where two agents are set. */
  static Terminal of(ScriptedAgent inviter, ScriptedAgent invitee) {
    return new Terminal().with("INVITER_URL", inviter.url()).with("INVITEE_URL", invitee.url());
  }

  Terminal with(String setting, String value) {
    environment.put(setting, value);
    return this;
  }

  /** The directory that connections are kept in; each terminal has its own. */
  Path data() {
    return Path.of(environment.get("DUET_DATA"));
  }

  /** Another one with the same settings and data. */
  Terminal again() {
    var other = new Terminal();
    other.environment.putAll(environment);
    return other;
  }

  /** Lets lines be written over. */
  Terminal real() {
    isTerminal = true;
    return this;
  }

  /** Runs a command once. */
  Terminal run(String... args) {
    exitCode = Duet.run(console(), environment, undisturbed(args));
    assertThat(out() + err()).doesNotContain("\tat ", "Exception");
    return this;
  }

  int exitCode() {
    return exitCode;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  List<String> errLines() {
    return err().lines().toList();
  }

  /** The one document on standard output. */
  JsonNode document() {
    try {
      return JSON.readTree(out());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no single JSON document: " + out(), e);
    }
  }

  /** Whoever runs the tests may have a variables.env in the current directory. */
  private static String[] undisturbed(String... args) {
    var all = new ArrayList<>(List.of(args));
    if (args.length > 0 && !args[0].matches("-.*|help") && !all.contains("--env-file")) {
      all.addAll(1, List.of("--env-file", NO_SETTINGS.toString()));
    }
    return all.toArray(String[]::new);
  }

  private static Path emptyFile() {
    try {
      var file = Files.createTempFile("duet", ".env");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Console console() {
    return new Console(
        new PrintWriter(out, true), new PrintWriter(err, true), false, true, isTerminal);
  }
}

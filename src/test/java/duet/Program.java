package duet;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program as a user starts it: a process of its own, with what it printed. */
final class Program implements AutoCloseable {

  static final Path JAR = Path.of("target/duet.jar").toAbsolutePath();

  private static final Pattern REST = Pattern.compile("REST\\s+(http://[\\d.:]+)");

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts {@code duet} with these arguments, in the directory given, with no settings but these.
   */
  static Program duet(Path directory, Map<String, String> settings, String... args)
      throws IOException {
    return java(directory, settings, List.of(), args);
  }

  /** Starts {@code duet agent} on a free port, and waits until it is ready. */
  static Program agent(Path directory, String key, String... options) throws IOException {
    var args = new ArrayList<>(List.of("agent", "--api-key", key));
    if (!List.of(options).contains("--port")) {
      args.addAll(List.of("--port", "0"));
    }
    args.addAll(List.of(options));
    return ready(duet(directory, Map.of(), args.toArray(String[]::new)));
  }

  /** Waits until an agent is. */
  static Program ready(Program agent) {
    await().atMost(Duration.ofSeconds(60)).until(() -> REST.matcher(agent.out()).find());
    return agent;
  }

  /** As {@link #duet}, with options of Java. */
  static Program java(
      Path directory, Map<String, String> settings, List<String> options, String... args)
      throws IOException {
    return start(directory, settings, command(options, args));
  }

  /** The command line of {@link #java}. */
  static List<String> command(List<String> options, String... args) {
    var command =
        new ArrayList<>(List.of(tool("java"), "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(args));
    return command;
  }

  static Program start(Path directory, Map<String, String> settings, List<String> command)
      throws IOException {
    var nothing = ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
    return start(directory, settings, command, nothing);
  }

  /** Starts one that is told lines. */
  static Program listening(Path directory, List<String> command) throws IOException {
    return start(directory, Map.of(), command, ProcessBuilder.Redirect.PIPE);
  }

  private static Program start(
      Path directory,
      Map<String, String> settings,
      List<String> command,
      ProcessBuilder.Redirect input)
      throws IOException {
    var out = Files.createTempFile(directory, "out", ".txt");
    var err = Files.createTempFile(directory, "err", ".txt");
    var builder = new ProcessBuilder(hearing(command)).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(INVITE|ISSUER|HOLDER|DUET).*"));
    builder.environment().putAll(settings);
    builder.redirectInput(input).redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Program(builder.start(), out, err);
  }

  /** A build in the background of a script ignores Ctrl-C, and so would all that it starts. */
  private static List<String> hearing(List<String> command) throws IOException {
    var status = Path.of("/proc/self/status");
    var ignored = Pattern.compile("SigIgn:\\s+[0-9a-f]*[2367abef]\\n");
    if (!Files.exists(status) || !ignored.matcher(Files.readString(status)).find()) {
      return command;
    }
    var hearing = new ArrayList<>(List.of("env", "--default-signal=INT"));
    hearing.addAll(command);
    return hearing;
  }

  /** A tool of the JDK that runs this test. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Waits, two minutes at the most, and gives the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("still running after two minutes: " + out() + err());
    }
    return process.exitValue();
  }

  Process process() {
    return process;
  }

  /** Writes a line to its standard input. */
  void tell(String line) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
  }

  /** Where an agent's REST API is. */
  String url() {
    return REST.matcher(out()).results().findFirst().orElseThrow().group(1);
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

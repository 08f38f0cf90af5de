package duet.cli;

import duet.AgentPair;
import duet.walkthrough.RunListener;
import duet.walkthrough.Runner;
import duet.walkthrough.SecretFilter;
import duet.walkthrough.Walkthrough;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "shell",
    description = "Opens JShell with Duet's classes and both agents, as 'inviter' and 'invitee'.")
final class ShellCommand extends DuetCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Walkthroughs (.jsh files) to run first.")
  private List<Path> files = List.of();

  @Override
  CommandResult run() {
    var settings = settings();
    files.forEach(Walkthrough::read);
    CompletableFuture.runAsync(ShellCommand::warmUp);
    try (var agents = AgentPair.open(settings)) {
      print(console().bold("Agents") + " " + origin(agents));
      agents.preflightResults().forEach(result -> print(view().preflight(result)));
      print("They are open as 'inviter' and 'invitee'; /exit or Ctrl-D ends the shell.");
      print("");
      ShellAgents.open(agents);
      return shell(new SecretFilter(settings.secrets()));
    }
  }

  private static String origin(AgentPair agents) {
    var others = agents.sharedBy().map(id -> "of " + LiveAgents.owner(id));
    return agents.isEmbedded()
        ? "embedded, for this shell only"
        : others.orElse("from the settings");
  }

  @SuppressWarnings("try") // what is closed here is not used otherwise
  private CommandResult shell(SecretFilter filter) {
    var startup = startup();
    try (var envFile = EnvFileProperty.of(envFile());
        var redirected = StandardOutputRedirect.to(new MaskingOutputStream(System.out, filter))) {
      int code = JavaShellToolBuilder.builder().start(arguments(startup));
      return new EndedShell(code == 0 ? ExitCode.DONE : ExitCode.UNEXPECTED);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      startup.toFile().delete();
    }
  }

  private String[] arguments(Path startup) {
    var options =
        Stream.of(
            "--execution",
            "local",
            "--class-path",
            StartScript.CLASS_PATH,
            "--startup",
            "DEFAULT",
            "--startup",
            startup);
    return Stream.concat(options, files.stream()).map(Object::toString).toArray(String[]::new);
  }

  private static Path startup() {
    try {
      var file = Files.createTempFile("duet-shell", ".jsh");
      return Files.writeString(file, StartScript.own() + ShellAgents.SNIPPETS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads the compiler while the agents open: each takes about as long. */
  private static void warmUp() {
    var options =
        new Runner.Options(
            new SecretFilter(List.of()), new RunListener() {}, v -> Optional.empty());
    try (var runner = Runner.open(StartScript.CLASS_PATH, options)) {
      runner.run(Walkthrough.parse("warm-up", "int one = 1;"));
    }
  }

  private record EndedShell(ExitCode exitCode) implements CommandResult {}
}

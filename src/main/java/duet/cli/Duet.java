package duet.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line's entry. */
@Command(
    name = "duet",
    mixinStandardHelpOptions = true,
    versionProvider = Duet.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Drives two identity agents, an inviter and an invitee, through one connection.",
    footer = {
      "",
      "Exit codes: 0 done, 1 unexpected, 2 usage, settings or malformed input, 3 an agent is",
      "unreachable, refuses, dies or talks garbage, 4 dead end, 5 timed out, 6 a walkthrough or check failed."
    })
public final class Duet {

  private Duet() {}

  public static void main(String[] args) {
    // Images are made and read without a display.
    System.setProperty("java.awt.headless", "true");
    System.exit(run(Console.system(), System.getenv(), args));
  }

  /**
   * Runs one command.
   *
   * @return its exit code
   */
  static int run(Console console, Map<String, String> environment, String... args) {
    var trouble = new Trouble(console);
    return new CommandLine(new Duet())
        .addSubcommand(new ConnectCommand(console, environment))
        .addSubcommand(new AcceptCommand(console, environment))
        .addSubcommand(new PreflightCommand(console, environment))
        .addSubcommand(new ListCommand(console, environment))
        .addSubcommand(new ShowCommand(console, environment))
        .addSubcommand(new ResumeCommand(console, environment))
        .addSubcommand(new DeleteCommand(console, environment))
        .addSubcommand(new AgentCommand(console, environment))
        .addSubcommand(new RunCommand(console, environment))
        .addSubcommand(new ShellCommand(console, environment))
        .addSubcommand(new CheckCommand(console, environment))
        .addSubcommand(new BenchCommand(console, environment))
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(trouble)
        .setParameterExceptionHandler(trouble)
        .setOut(console.out())
        .setErr(console.err())
        .execute(args);
  }

  /** The jar's own version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Duet.class.getPackage().getImplementationVersion();
      return new String[] {"duet " + (version == null ? "dev" : version)};
    }
  }
}

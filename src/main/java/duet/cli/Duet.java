package duet.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The entry point of the command line. */
@Command(
    name = "duet",
    mixinStandardHelpOptions = true,
    versionProvider = DuetVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Drives two identity agents, an inviter and an invitee, through one connection and what follows.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:unexpected error",
      "2:bad usage, settings or input",
      "3:an agent is unreachable, refuses a request, dies or sends garbage",
      "4:dead end: it can never succeed, or a proof was refused",
      "5:timed out",
      "6:a walkthrough, check or bench failed",
      "130:interrupted, such as by Ctrl-C; 143: terminated"
    },
    footerHeading = "%n",
    footer = "'duet help COMMAND' describes a command and its options.",
    subcommands = HelpCommand.class)
public final class Duet {

  private Duet() {}

  public static void main(String[] args) {
    // Images are drawn and read without a display.
    System.setProperty("java.awt.headless", "true");
    // Otherwise Jetty asks the JVM's management beans, which takes longer than its own start.
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    System.exit(run(Console.system(), System.getenv(), args));
  }

  /**
   * Runs one command.
   *
   * @return its exit code
   */
  static int run(Console console, Map<String, String> environment, String... args) {
    var errors = new ErrorHandler(console);
    var line =
        commandLine(console, environment, args)
            .setExecutionExceptionHandler(errors)
            .setParameterExceptionHandler(errors)
            .setOut(console.out())
            .setErr(console.err())
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(
                    console.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    if (args.length == 0) {
      line.usage(console.err());
      return ExitCode.BAD_INPUT.code();
    }
    int code =
        LocaleCheck.failure(args)
            .map(why -> errors.handleParseException(new ParameterException(line, why), args))
            .orElseGet(() -> line.execute(args));
    return code == ExitCode.DONE.code() ? errors.lastExitCode() : code;
  }

  static CommandLine commandLine(Console console, Map<String, String> environment, String... args) {
    var line = new CommandLine(new Duet());
    commands(args).forEach(command -> line.addSubcommand(command.in(console, environment)));
    HelpLayout.applyTo(line, () -> TerminalInfo.columns(environment, console.terminal()));
    return Converters.register(line).setExpandAtFiles(false);
  }

  /** Only the command in question if it is known: picocli takes a while to read each. */
  private static List<DuetCommand> commands(String... args) {
    Map<String, Supplier<DuetCommand>> all = new LinkedHashMap<>();
    all.put("connect", ConnectCommand::new);
    all.put("accept", AcceptCommand::new);
    all.put("issue", IssueCommand::new);
    all.put("present", PresentCommand::new);
    all.put("revoke", RevokeCommand::new);
    all.put("preflight", PreflightCommand::new);
    all.put("list", ListCommand::new);
    all.put("show", ShowCommand::new);
    all.put("resume", ResumeCommand::new);
    all.put("delete", DeleteCommand::new);
    all.put("live", LiveCommand::new);
    all.put("agent", AgentCommand::new);
    all.put("mediator", MediatorCommand::new);
    all.put("run", RunCommand::new);
    all.put("shell", ShellCommand::new);
    all.put("check", CheckCommand::new);
    all.put("bench", BenchCommand::new);
    var first = args.length == 0 ? "" : args[0];
    if (first.equals("--version")) {
      return List.of();
    }
    // Its script names all commands.
    all.put("completion", CompletionCommand::new);
    return all.containsKey(first) && !first.equals("completion")
        ? List.of(all.get(first).get())
        : all.values().stream().map(Supplier::get).toList();
  }
}

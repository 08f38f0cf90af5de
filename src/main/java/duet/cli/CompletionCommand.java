package duet.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Prints a script with which a shell completes commands and options.",
      "In bash or zsh: source <(duet completion bash)"
    })
final class CompletionCommand extends DuetCommand {

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  @Spec private CommandSpec spec;

  /** The shells that one script serves: it loads bash's completion in zsh. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  CommandResult run() {
    var script = AutoComplete.bash("duet", spec.root().commandLine());
    print(script);
    return new CompletionScript(shell.toString(), script, "printed");
  }

  private record CompletionScript(String shell, String script, String outcome)
      implements CommandResult {}
}

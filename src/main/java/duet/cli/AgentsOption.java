package duet.cli;

import duet.AgentSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the agents come from. */
final class AgentsOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--agents",
      paramLabel = "auto|embedded|settings",
      defaultValue = "auto",
      description = "Which agents to use; auto takes embedded ones if the settings name none.")
  AgentSource source;

  boolean given() {
    return spec.commandLine().getParseResult().hasMatchedOption("--agents");
  }
}

package duet.cli;

import duet.AgentSource;
import picocli.CommandLine.Option;

/** Where the agents come from. */
final class AgentsOption {

  @Option(
      names = "--agents",
      paramLabel = "auto|embedded|settings",
      defaultValue = "auto",
      description = "Which agents to use; auto takes embedded ones if the settings name none.")
  AgentSource source;
}

package duet.cli;

import duet.AgentSource;
import picocli.CommandLine.Option;

/** Where the agents come from. */
final class AgentsOption {

  @Option(
      names = "--agents",
      paramLabel = "auto|embedded|settings",
      defaultValue = "auto",
      description =
          "Which agents to use: those in the settings, embedded ones, or whichever the settings"
              + " allow (auto, the default).")
  AgentSource source;
}

package duet.cli;

import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Waits for agents that start late, if asked to. */
final class WaitOption {

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = "Wait so long, such as 60s, for agents that don't answer yet.")
  private Duration patience = Duration.ZERO;

  /** Looks at agents, and tells who is waited for. */
  List<PreflightResult> preflight(DuetCommand command, List<AgentAddress> addresses) {
    try (var waiting = new WaitingDisplay(command, patience)) {
      return Preflight.await(addresses, patience, waiting::show);
    }
  }
}

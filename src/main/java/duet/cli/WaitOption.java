package duet.cli;

import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Waits for agents that start late, if asked to. */
final class WaitOption {

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = "How long to wait for agents that don't answer yet, such as 60s.")
  private Duration limit = Duration.ZERO;

  /** Checks agents and shows which are waited for, and why. */
  List<PreflightResult> preflight(DuetCommand command, List<AgentAddress> addresses) {
    try (var countdown = new CountdownDisplay(command, limit)) {
      return Preflight.await(addresses, limit, late -> countdown.show(text(late)));
    }
  }

  private static String text(List<PreflightResult> late) {
    return late.stream()
        .map(result -> result.failure().orElseThrow())
        .map(failure -> failure.agent() + " (" + failure.reason().summary() + ")")
        .collect(Collectors.joining(", ", "waiting for ", ""));
  }
}

package duet.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "preflight",
    description = "Checks whether the agents in the settings can be used, and if not, says why.")
final class PreflightCommand extends DuetCommand {

  @Mixin private WaitOption wait;

  @Override
  CommandResult run() {
    var settings = settings();
    var addresses = settings.configuredAgents();
    print(console().bold("Agents") + " from the settings");
    var results = wait.preflight(this, addresses);
    results.forEach(result -> print(view().preflight(result)));
    settings.missing().forEach(name -> print("  " + name + " is not set"));
    var agents = results.stream().map(AgentStatus::of).toList();
    return agents.stream().allMatch(AgentStatus::reachable)
        ? new Preflighted(agents, "ready", ExitCode.DONE)
        : new Preflighted(agents, "error", ExitCode.AGENT);
  }

  private record Preflighted(List<AgentStatus> agents, String outcome, ExitCode exitCode)
      implements CommandResult {}
}

package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "preflight",
    mixinStandardHelpOptions = true,
    description = "Says whether the agents of the settings can be used, and if not, why.")
final class PreflightCommand extends DuetCommand {

  @Mixin private WaitOption late;

  PreflightCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var settings = settings();
    var addresses = settings.some();
    say(console().bold("Agents") + " of the settings");
    var agents = document.putArray("agents");
    boolean ready = true;
    for (var finding : late.preflight(this, addresses)) {
      say(view().finding(finding));
      agents.add(JsonView.finding(finding));
      ready &= finding.reachable();
    }
    settings.missing().forEach(name -> say("  " + name + " is not set"));
    document.put("outcome", ready ? "ready" : "error");
    return ready ? ExitCode.DONE : ExitCode.AGENT;
  }
}

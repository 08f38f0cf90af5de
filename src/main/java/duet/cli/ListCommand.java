package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.AgentSelection;
import duet.agent.Agent;
import duet.agent.Connection;
import duet.session.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the connections of both agents, the first 3 of each, and the sessions.")
final class ListCommand extends DuetCommand {

  private static final int FIRST = 3;

  @Option(names = "--all", description = "List all of them.")
  private boolean all;

  ListCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var settings = settings();
    var sessions = new SessionIndex(settings.data());
    sessions.refused().forEach(why -> console().note(Console.safe(why)));
    var shown = new HashSet<String>();
    var selection = AgentSelection.existing(settings);
    try (var agents = selection.open()) {
      agents.all().forEach(agent -> list(agent, sessions, shown, document));
      if (agents.all().isEmpty()) {
        say(TextView.noAgents(settings));
      }
    }
    if (!selection.isEmbedded()) {
      settings.missing().forEach(name -> say(name + " is not set"));
    }
    list(sessions, shown, document);
    document.put("outcome", "listed");
    return ExitCode.DONE;
  }

  private void list(Agent agent, SessionIndex sessions, Set<String> names, ObjectNode document) {
    var connections = agent.connections(all ? Integer.MAX_VALUE : FIRST + 1);
    boolean more = !all && connections.size() > FIRST;
    List<Connection> shown = more ? connections.subList(0, FIRST) : connections;
    say(console().bold(agent.name()) + "  " + agent.url());
    say(shown.isEmpty() ? List.of("  no connections") : view().table(shown, sessions));
    if (more) {
      say("  there are more: --all shows them");
    }
    shown.forEach(connection -> sessions.name(connection).ifPresent(names::add));
    document.set(agent.name(), JsonView.connections(shown, sessions));
  }

  /** The sessions whose connections no agent has, or that weren't among the first. */
  private void list(SessionIndex sessions, Set<String> names, ObjectNode document) {
    var others = sessions.all().stream().filter(one -> !names.contains(one.name())).toList();
    if (!others.isEmpty()) {
      say(console().bold("sessions") + "  not among the connections above");
    }
    var json = document.putArray("otherSessions");
    for (Session session : others) {
      say(
          "  %-36s  %-17s  %s"
              .formatted(
                  session.thid(),
                  SessionStateView.text(session.state()),
                  Console.safe(session.name())));
      SessionStateView.put(json.addObject().put("thid", session.thid()), session);
    }
  }
}

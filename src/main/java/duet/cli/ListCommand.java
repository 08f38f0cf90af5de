package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
import duet.agent.Agent;
import duet.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the first 3 connections of each agent, and the saved sessions.")
final class ListCommand extends DuetCommand {

  private static final int FIRST = 3;

  @Option(names = "--all", description = "List all connections.")
  private boolean all;

  @Override
  CommandResult run() {
    var settings = settings();
    var sessions = new SessionIndex(settings.data());
    sessions.refused().forEach(why -> console().note(Console.safe(why)));
    var agents = new LinkedHashMap<String, List<ListedConnection>>();
    var selection = AgentSelection.existing(settings);
    try (var opened = selection.open()) {
      opened.all().forEach(agent -> agents.put(agent.name(), list(agent, sessions)));
      if (opened.all().isEmpty()) {
        print(TextView.noAgents(settings));
      }
    }
    if (!selection.isEmbedded()) {
      settings.missing().forEach(name -> print(name + " is not set"));
    }
    var shown =
        agents.values().stream()
            .flatMap(List::stream)
            .flatMap(connection -> connection.name().stream())
            .collect(Collectors.toSet());
    return new Listed(agents, list(sessions, shown), "listed");
  }

  private List<ListedConnection> list(Agent agent, SessionIndex sessions) {
    var connections = agent.connections(all ? Integer.MAX_VALUE : FIRST + 1);
    boolean more = !all && connections.size() > FIRST;
    var shown =
        (more ? connections.subList(0, FIRST) : connections)
            .stream().map(connection -> ListedConnection.of(connection, sessions)).toList();
    print(console().bold(agent.name()) + "  " + agent.url());
    print(shown.isEmpty() ? List.of("  no connections") : view().table(shown));
    if (more) {
      print("  there are more: --all shows them");
    }
    return shown;
  }

  /** The sessions whose connections no agent has, or that weren't among the first. */
  private List<ListedSession> list(SessionIndex sessions, Set<String> names) {
    var others = sessions.all().stream().filter(one -> !names.contains(one.name())).toList();
    if (!others.isEmpty()) {
      print(console().bold("sessions") + "  not among the connections above");
    }
    for (Session session : others) {
      print(
          "  %-36s  %-17s  %s"
              .formatted(
                  session.thid(),
                  SessionStatus.Numbered.of(session.state()),
                  Console.safe(session.name())));
    }
    return others.stream()
        .map(one -> new ListedSession(one.thid(), SessionStatus.of(one)))
        .toList();
  }

  private record Listed(
      @JsonAnyGetter Map<String, List<ListedConnection>> agents,
      List<ListedSession> otherSessions,
      String outcome)
      implements CommandResult {}

  private record ListedSession(String thid, @JsonUnwrapped SessionStatus session) {}
}

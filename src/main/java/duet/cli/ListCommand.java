package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.exchange.Side;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "Lists the 10 newest connections of each agent, and the saved sessions.",
      "If an agent can't be used, the other's are listed, and the exit code is 3."
    })
final class ListCommand extends DuetCommand {

  private static final int FIRST = 10;
  private static final Comparator<Connection> NEWEST_FIRST =
      Comparator.comparing((Connection one) -> one.createdAt().orElse(Instant.EPOCH)).reversed();

  @Option(names = "--all", description = "List all connections.")
  private boolean all;

  private final Map<String, List<ListedConnection>> agents = new LinkedHashMap<>();
  private final Map<Side, RuntimeException> missing = new EnumMap<>(Side.class);

  @Override
  CommandResult run() {
    var settings = settings();
    var sessions = new SessionIndex(settings.data());
    sessions.refused().forEach(why -> console().note(Console.safe(why)));
    var selection = AgentSelection.existing(settings);
    for (Side side : selection.addresses().keySet()) {
      list(side, selection, sessions);
    }
    if (!missing.isEmpty() && agents.isEmpty()) {
      throw missing.values().iterator().next();
    }
    if (selection.addresses().isEmpty()) {
      print(TextView.noAgents(settings));
    }
    if (!selection.isEmbedded()) {
      settings.missing().forEach(name -> print(name + " is not set"));
    }
    var shown =
        agents.values().stream()
            .flatMap(List::stream)
            .flatMap(connection -> connection.name().stream())
            .collect(Collectors.toSet());
    return new Listed(agents, list(sessions, shown), errors());
  }

  private void list(Side side, AgentSelection selection, SessionIndex sessions) {
    var one = Map.of(side, selection.addresses().get(side));
    try (OpenedAgents opened = new AgentSelection(one, selection.data()).open()) {
      var agent = opened.agent(side);
      agents.put(agent.name(), list(agent, sessions));
    } catch (AgentException | UncheckedIOException e) {
      missing.put(side, e);
      if (e instanceof AgentException failure) {
        console().note(console().bad(side + "  not listed") + "  " + failure.target());
        view().diagnosis(failure).forEach(console()::note);
      } else {
        console().note(console().bad(side + "  not listed") + "  " + Console.safe(e.getMessage()));
      }
    }
  }

  private List<ListedConnection> list(Agent agent, SessionIndex sessions) {
    var connections = agent.connections().stream().sorted(NEWEST_FIRST).toList();
    boolean more = !all && connections.size() > FIRST;
    var shown =
        connections.stream()
            .limit(more ? FIRST : connections.size())
            .map(connection -> ListedConnection.of(connection, sessions))
            .toList();
    print(console().bold(agent.name()) + "  " + agent.url());
    print(shown.isEmpty() ? List.of("no connections") : table().connections(shown));
    if (more) {
      print("%d more: --all lists them".formatted(connections.size() - FIRST));
    }
    print("");
    return shown;
  }

  private ConnectionTable table() {
    return new ConnectionTable(TerminalInfo.columns(environment(), console().terminal()));
  }

  /** The sessions whose connections no agent has, or that weren't among the first. */
  private List<ListedSession> list(SessionIndex sessions, Set<String> names) {
    var others = sessions.all().stream().filter(one -> !names.contains(one.name())).toList();
    if (!others.isEmpty()) {
      print(console().bold("sessions") + "  not among the connections above");
      print(table().sessions(others));
    }
    return others.stream()
        .map(one -> new ListedSession(one.thid(), SessionStatus.of(one)))
        .toList();
  }

  private Map<String, Record> errors() {
    var errors = new LinkedHashMap<String, Record>();
    missing.forEach((side, why) -> errors.put(side.toString(), ErrorHandler.error(why)));
    return errors;
  }

  private record Listed(
      @JsonAnyGetter Map<String, List<ListedConnection>> agents,
      List<ListedSession> otherSessions,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Record> notListed)
      implements CommandResult {

    @JsonProperty
    String outcome() {
      return notListed.isEmpty() ? "listed" : "partial";
    }

    @Override
    public ExitCode exitCode() {
      return notListed.isEmpty() ? ExitCode.DONE : ExitCode.AGENT;
    }
  }

  private record ListedSession(String thid, @JsonUnwrapped SessionStatus session) {}
}

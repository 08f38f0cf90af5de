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
    if (agents.isEmpty() && !missing.isEmpty()) {
      throw onlyFailures();
    }
    missing.forEach(this::note);
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
    return new Listed(agents, list(sessions, shown), errors(), exitCode());
  }

  private void list(Side side, AgentSelection selection, SessionIndex sessions) {
    var one = Map.of(side, selection.addresses().get(side));
    try (OpenedAgents opened = new AgentSelection(one, selection.data()).open()) {
      var agent = opened.agent(side);
      agents.put(agent.name(), list(agent, sessions));
    } catch (AgentException | UncheckedIOException e) {
      missing.put(side, e);
    }
  }

  /** The first, after the others were told. */
  private RuntimeException onlyFailures() {
    var first = missing.remove(missing.keySet().iterator().next());
    missing.forEach(this::note);
    return first;
  }

  private void note(Side side, RuntimeException why) {
    var title = console().bad(side + "  not listed") + "  ";
    if (why instanceof AgentException failure) {
      console().note(title + failure.target());
      view().diagnosis(failure).forEach(console()::note);
    } else {
      console().note(title + Console.safe(why.getMessage()));
    }
  }

  /** Of the first that is missing. */
  private ExitCode exitCode() {
    return missing.values().stream()
        .findFirst()
        .map(why -> why instanceof AgentException ? ExitCode.AGENT : ExitCode.BAD_INPUT)
        .orElse(ExitCode.DONE);
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
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Record> notListed,
      ExitCode exitCode)
      implements CommandResult {

    @JsonProperty
    String outcome() {
      return notListed.isEmpty() ? "listed" : "partial";
    }
  }

  private record ListedSession(String thid, @JsonUnwrapped SessionStatus session) {}
}

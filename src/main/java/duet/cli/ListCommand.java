package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
import duet.OpenedAgents;
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
      "Lists the 10 newest connections, credentials and proofs of each agent, and the sessions.",
      "If an agent can't be used, the other's are listed, and the exit code is 3."
    })
final class ListCommand extends DuetCommand {

  private static final int FIRST = 10;
  private static final Comparator<Connection> NEWEST_FIRST =
      Comparator.comparing((Connection one) -> one.createdAt().orElse(Instant.EPOCH)).reversed();

  @Option(names = "--all", description = "List all of them.")
  private boolean all;

  private final Map<String, List<ListedConnection>> agents = new LinkedHashMap<>();
  private final Map<String, List<ListedCredential>> credentials = new LinkedHashMap<>();
  private final Map<String, List<ListedProof>> proofs = new LinkedHashMap<>();
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
    return new Listed(agents, credentials, proofs, list(sessions, shown), errors(), exitCode());
  }

  private void list(Side side, AgentSelection selection, SessionIndex sessions) {
    try (OpenedAgents opened = selection.only(side).lookedAt().open()) {
      var agent = opened.agent(side);
      var connections = agent.connections();
      var exchanges = AgentExchanges.of(agent);
      print(
          console().bold(agent.name()) + "  " + agent.url() + LiveAgents.suffix(opened.sharedBy()));
      agents.put(agent.name(), list(connections, sessions));
      list(agent.name(), exchanges, sessions);
      print("");
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

  private List<ListedConnection> list(List<Connection> connections, SessionIndex sessions) {
    var shown =
        first(connections.stream().sorted(NEWEST_FIRST).toList()).stream()
            .map(connection -> ListedConnection.of(connection, sessions))
            .toList();
    print(shown.isEmpty() ? List.of("no connections") : table().connections(shown));
    more(connections);
    return shown;
  }

  private void list(String agent, AgentExchanges exchanges, SessionIndex sessions) {
    var held =
        first(exchanges.credentials()).stream()
            .map(one -> ListedCredential.of(one, sessions))
            .toList();
    if (!held.isEmpty()) {
      print(table().credentials(held));
      more(exchanges.credentials());
    }
    var given =
        first(exchanges.proofs()).stream().map(one -> ListedProof.of(one, sessions)).toList();
    if (!given.isEmpty()) {
      print(table().proofs(given));
      more(exchanges.proofs());
    }
    credentials.put(agent, held);
    proofs.put(agent, given);
  }

  private <T> List<T> first(List<T> records) {
    return all ? records : records.stream().limit(FIRST).toList();
  }

  private void more(List<?> records) {
    if (!all && records.size() > FIRST) {
      print("%d more: --all lists them".formatted(records.size() - FIRST));
    }
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
      Map<String, List<ListedCredential>> credentials,
      Map<String, List<ListedProof>> proofs,
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

package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.MediatorHop;
import duet.exchange.Side;
import duet.handshake.Pair;
import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionFile;
import duet.session.SessionSide;
import duet.session.SessionState;
import duet.settings.Settings;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "show",
    description = {
      "Shows one connection, credential or proof as each agent that knows it reports it.",
      "With a session's name, it shows the connection with its credentials and proofs."
    })
final class ShowCommand extends DuetCommand {

  @Parameters(
      paramLabel = "NAME|ID",
      description = "The session's name, or the id of a connection, credential, proof or thread.")
  private String id;

  private final ShownExchanges exchanges = new ShownExchanges();

  @Override
  CommandResult run() {
    var settings = settings();
    var session = session(settings);
    session.ifPresent(one -> print(view().session(one)));
    var shown = new LinkedHashMap<String, ListedConnection>();
    if (session.isPresent()) {
      for (Side side : Side.CONNECTION) {
        session.get().side(side).ifPresent(one -> show(session.get(), side, one, settings, shown));
      }
    } else {
      find(settings, shown);
    }
    return print(session, shown);
  }

  private ShownConnection print(
      Optional<Session> session, Map<String, ListedConnection> connections) {
    var credentials = exchanges.credentials();
    var proofs = exchanges.proofs();
    credentials.forEach(
        one -> {
          heading("Credential");
          print(one.lines());
        });
    proofs.forEach(
        one -> {
          heading("Proof");
          print(one.lines());
        });
    return new ShownConnection(
        session.map(SessionStatus::of), connections, credentials, proofs, "shown");
  }

  private Optional<Session> session(Settings settings) {
    try {
      return SessionFile.find(settings.data(), new Converters.Name().convert(id));
    } catch (TypeConversionException e) {
      return Optional.empty();
    }
  }

  /** Asks the agents that exist; more than one may know a thread. */
  private void find(Settings settings, Map<String, ListedConnection> shown) {
    try (var agents = AgentSelection.existing(settings).open()) {
      for (Agent agent : agents.all()) {
        agent.connections().stream()
            .filter(one -> one.id().equals(id) || one.thid().equals(id))
            .findFirst()
            .ifPresent(found -> shown.put(agent.name(), shown(agents, agent, found, true)));
        exchanges.find(agent, id);
      }
      if (shown.isEmpty() && exchanges.isEmpty()) {
        throw misuse(
            agents.all().isEmpty()
                ? TextView.noAgents(settings)
                : "no such connection, credential, proof or thread: " + id);
      }
    }
  }

  /** Asks the agent that the session was made at, whatever the settings name now. */
  private void show(
      Session session,
      Side side,
      SessionSide kept,
      Settings settings,
      Map<String, ListedConnection> shown) {
    try (var agents = new SessionAgent(side, kept).selection(settings).open()) {
      var agent = agents.agent(side);
      shown.put(agent.name(), shown(agents, agent, agent.connection(kept.connectionId()), false));
      exchanges.add(agent, side, session);
    } catch (AgentException | SessionException | UncheckedIOException e) {
      console().note(Console.safe(e.getMessage()));
      if (e instanceof AgentException agent && agent.reason() == Cause.UNAUTHORIZED) {
        console()
            .note(
                "  %s was made at %s: the key of %s is only sent if the settings name an agent there."
                    .formatted(id, Console.safe(kept.agentUrl()), side));
      }
    }
  }

  private ListedConnection shown(
      OpenedAgents agents, Agent agent, Connection connection, boolean alone) {
    print(console().bold(agent.name()) + "  " + agent.url() + LiveAgents.suffix(agents.sharedBy()));
    print(view().connection(connection));
    var standing =
        Optional.of(SessionStatus.Numbered.of(SessionState.of(connection))).filter(one -> alone);
    standing.ifPresent(
        one -> print(view().standing(Optional.empty(), SessionState.of(connection))));
    return new ListedConnection(
        connection, Optional.empty(), standing, MediatorHop.of(Pair.of(connection)));
  }

  private record ShownConnection(
      @JsonUnwrapped Optional<SessionStatus> session,
      @JsonAnyGetter Map<String, ListedConnection> agents,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ShownCredential> credentials,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ShownProof> proofs,
      String outcome)
      implements CommandResult {}
}

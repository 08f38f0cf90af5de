package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
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
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "show",
    description = "Shows one connection as each agent that knows it reports it.")
final class ShowCommand extends DuetCommand {

  @Parameters(
      paramLabel = "NAME|ID",
      description = "The session's name, or the id of a connection or thread.")
  private String id;

  @Override
  CommandResult run() {
    var settings = settings();
    var session = session(settings);
    session.ifPresent(one -> print(view().session(one)));
    var shown = new LinkedHashMap<String, ListedConnection>();
    if (session.isPresent()) {
      for (Side side : Side.CONNECTION) {
        session.get().side(side).ifPresent(one -> show(side, one, settings, shown));
      }
    } else {
      find(settings, shown);
    }
    return new ShownConnection(session.map(SessionStatus::of), shown, "shown");
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
            .ifPresent(found -> shown.put(agent.name(), shown(agent, found, true)));
      }
      if (shown.isEmpty()) {
        throw misuse(
            agents.all().isEmpty()
                ? TextView.noAgents(settings)
                : "no such connection or thread: " + id);
      }
    }
  }

  /** Asks the agent that the session was made at, whatever the settings name now. */
  private void show(
      Side side, SessionSide kept, Settings settings, Map<String, ListedConnection> shown) {
    try (var agents = new SessionAgent(side, kept).selection(settings).open()) {
      var agent = agents.agent(side);
      shown.put(agent.name(), shown(agent, agent.connection(kept.connectionId()), false));
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

  private ListedConnection shown(Agent agent, Connection connection, boolean alone) {
    print(console().bold(agent.name()) + "  " + agent.url());
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
      String outcome)
      implements CommandResult {}
}

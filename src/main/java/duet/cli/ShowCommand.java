package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.session.Session;
import duet.session.SessionFile;
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
    boolean none = false;
    try (var agents = AgentSelection.existing(settings).open()) {
      none = agents.all().isEmpty();
      for (Agent agent : agents.all()) {
        show(agent, session).ifPresent(connection -> shown.put(agent.name(), connection));
      }
    } catch (AgentException | UncheckedIOException e) {
      if (session.isEmpty()) {
        throw e;
      }
      console().note(Console.safe(e.getMessage()));
    }
    if (session.isEmpty() && shown.isEmpty()) {
      throw misuse(none ? TextView.noAgents(settings) : "No such connection or thread: " + id);
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

  private Optional<ListedConnection> show(Agent agent, Optional<Session> session) {
    var thread = session.map(Session::thid).orElse(id);
    var connection =
        agent.connections().stream()
            .filter(c -> c.id().equals(id) || c.thid().equals(thread))
            .findFirst();
    return connection.map(
        c -> {
          print(console().bold(agent.name()) + "  " + agent.url());
          print(view().connection(c));
          var standing =
              Optional.of(SessionStatus.Numbered.of(SessionState.of(c)))
                  .filter(one -> session.isEmpty());
          standing.ifPresent(one -> print("  standing    " + one));
          return new ListedConnection(c, Optional.empty(), standing);
        });
  }

  private record ShownConnection(
      @JsonUnwrapped Optional<SessionStatus> session,
      @JsonAnyGetter Map<String, ListedConnection> agents,
      String outcome)
      implements CommandResult {}
}

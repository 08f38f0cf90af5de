package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.AgentSelection;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.report.JsonDocument;
import duet.session.Session;
import duet.session.SessionFile;
import duet.session.SessionState;
import duet.settings.Settings;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one connection, at whichever agents know it.")
final class ShowCommand extends DuetCommand {

  @Parameters(
      paramLabel = "NAME|ID",
      description = "A session's name, or the id of a connection or its thread.")
  private String id;

  @Spec private CommandSpec spec;

  ShowCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var settings = settings();
    var session = session(settings);
    session.ifPresent(one -> SessionStateView.put(document, one));
    session.ifPresent(one -> say(view().session(one)));
    boolean found = session.isPresent();
    boolean none = false;
    try (var agents = AgentSelection.existing(settings).open()) {
      none = agents.all().isEmpty();
      for (Agent agent : agents.all()) {
        found |= show(agent, session, document);
      }
    } catch (AgentException | UncheckedIOException e) {
      if (session.isEmpty()) {
        throw e;
      }
      console().note(Console.safe(e.getMessage()));
    }
    if (!found) {
      throw new ParameterException(
          spec.commandLine(),
          none
              ? TextView.noAgents(settings)
              : "No agent knows a connection or thread '" + id + "'");
    }
    document.put("outcome", "shown");
    return ExitCode.DONE;
  }

  private Optional<Session> session(Settings settings) {
    try {
      return SessionFile.look(settings.data(), new Names().convert(id));
    } catch (TypeConversionException e) {
      return Optional.empty();
    }
  }

  private boolean show(Agent agent, Optional<Session> session, ObjectNode document) {
    var thread = session.map(Session::thid).orElse(id);
    Optional<Connection> connection =
        agent.connections().stream()
            .filter(c -> c.id().equals(id) || c.thid().equals(thread))
            .findFirst();
    connection.ifPresent(
        c -> {
          say(console().bold(agent.name()) + "  " + agent.url());
          say(view().connection(c));
          var json = JsonDocument.connection(c);
          if (session.isEmpty()) {
            var standing = SessionState.of(c);
            say("  standing    " + SessionStateView.text(standing));
            SessionStateView.put(json, standing);
          }
          document.set(agent.name(), json);
        });
    return connection.isPresent();
  }
}

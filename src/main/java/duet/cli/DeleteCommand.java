package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.Side;
import duet.session.Session;
import duet.session.SessionSide;
import duet.session.SessionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = "Deletes a connection at its agents, as far as they let it be deleted.")
final class DeleteCommand extends SessionCommand {

  @Option(names = "--purge", description = "Remove the session's file and QR code, too.")
  private boolean purge;

  DeleteCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var settings = settings();
    try (var keeper = take(settings)) {
      var session = keeper.session().orElseThrow();
      boolean all =
          Stream.of(Side.values())
              .flatMap(side -> session.side(side).stream())
              .allMatch(SessionSide::deleted);
      if (!all && session.state() != SessionState.REVOKED) {
        try (var known = SessionConnections.of(session, settings)) {
          for (Side side : Side.values()) {
            known
                .side(side)
                .ifPresent(one -> delete(known.agents().agent(side), side, one, keeper));
          }
        }
      }
      keeper.note(Session::revoked);
      tell(keeper.session().orElseThrow());
      if (purge) {
        remove(DeliveryOptions.picture(settings, name()));
        keeper.path().ifPresent(path -> say(Console.safe(path.toString()) + " was removed"));
        keeper.remove();
      }
    }
    document.put("outcome", "deleted");
    return ExitCode.DONE;
  }

  private void delete(Agent agent, Side side, Connection connection, SessionRecorder keeper) {
    try {
      agent.delete(connection.id());
      keeper.note(session -> session.deleted(side));
      say("The " + side + " deleted it.");
    } catch (AgentException e) {
      if (e.reason() != Cause.REJECTED) {
        throw e;
      }
      var remark =
          "The %s keeps it: agents delete unused invitations only (%s).".formatted(side, e.seen());
      document().withArray("remarks").add(remark);
      say(Console.safe(remark));
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be removed: " + e.getMessage(), e);
    }
  }
}

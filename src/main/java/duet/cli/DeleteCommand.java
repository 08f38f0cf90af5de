package duet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.Side;
import duet.session.Session;
import duet.session.SessionState;
import duet.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "delete",
    description = "Deletes a connection at its agents, as far as they allow it.")
final class DeleteCommand extends DuetCommand {

  private static final String ONLY_CLOSED =
      "Only the session %s was closed: %s the connection, as agents only delete unused invitations.";

  @Option(names = "--purge", description = "Also remove the session's file and QR code.")
  private boolean purge;

  @Mixin private SessionOption session;

  private final List<String> remarks = new ArrayList<>();
  private final List<Side> kept = new ArrayList<>();
  private boolean anyDeleted;

  @Override
  CommandResult run() {
    var settings = settings();
    try (var recorder = session.open(settings)) {
      deleteBoth(recorder, settings);
      recorder.record(Session::revoked);
      var deleted = recorder.session().orElseThrow();
      print(view().session(deleted));
      boolean closed = !kept.isEmpty() && !anyDeleted;
      if (closed) {
        print(ONLY_CLOSED.formatted(session.name(), who(kept)));
      }
      if (purge) {
        remove(DeliveryOptions.qrFile(settings, session.name()));
        recorder.path().ifPresent(path -> print(Console.safe(path.toString()) + " was removed"));
        recorder.remove();
      }
      return new DeletedSession(remarks, SessionStatus.of(deleted), closed ? "closed" : "deleted");
    }
  }

  private void deleteBoth(SessionRecorder recorder, Settings settings) {
    var begun = recorder.session().orElseThrow();
    if (begun.state() == SessionState.REVOKED) {
      return;
    }
    try (var found =
        SessionConnections.of(begun, settings, AgentSelection::lookedAt, AgentSelection::open)) {
      for (Side side : Side.CONNECTION) {
        found.side(side).ifPresent(one -> delete(found.agents().agent(side), side, one, recorder));
      }
    }
  }

  private void delete(Agent agent, Side side, Connection connection, SessionRecorder recorder) {
    try {
      agent.delete(connection.id());
      anyDeleted = true;
      recorder.record(one -> one.deleted(side));
      print("The " + side + " deleted it.");
    } catch (AgentException e) {
      if (e.reason() != Cause.REJECTED) {
        throw e;
      }
      var remark =
          "The %s keeps connection %s in %s (%s)."
              .formatted(side, connection.id(), connection.reportedState(), e.seen());
      kept.add(side);
      remarks.add(remark);
      print(Console.safe(remark));
    }
  }

  private static String who(List<Side> sides) {
    return sides.size() == Side.CONNECTION.size()
        ? "both agents keep"
        : "the %s keeps".formatted(sides.get(0));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file + ": " + e.getMessage(), e);
    }
  }

  private record DeletedSession(
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks,
      @JsonUnwrapped SessionStatus session,
      String outcome)
      implements CommandResult {}
}

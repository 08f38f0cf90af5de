package duet.cli;

import duet.AgentSelection;
import duet.AgentSource;
import duet.cli.HandshakeResult.Agents;
import duet.delivery.QrPng;
import duet.didcomm.Invitation;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.session.SessionState;
import duet.settings.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    description = "Accepts an invitation as invitee, and waits until its side is connected.")
final class AcceptCommand extends HandshakeCommand {

  @Parameters(
      paramLabel = "INVITATION|URL|PNG",
      description = "The invitation: base64url, JSON, a link, or a PNG image of its QR code.")
  private String text;

  @Override
  CommandResult run(Settings settings) {
    var invitation = isFile(text) ? QrPng.read(Path.of(text)) : Invitation.parse(text);
    var selection = AgentSelection.perSide(AgentSource.AUTO, settings, Set.of(Side.INVITEE));
    try (var agents = selection.open(this::preflight)) {
      open().at(agents, SessionRecorder.none());
      print(
          console().bold("Agent")
              + (agents.isEmbedded() ? " embedded, for this command only" : " from the settings"));
      agents.preflightResults().forEach(result -> print(view().preflight(result)));
      result(
          result().with(Agents.of(Optional.empty(), Optional.empty(), agents.preflightResults())));
      heading("Invitation");
      print("  from        " + Console.safe(invitation.from()));
      invitation.goal().ifPresent(goal -> print("  goal        " + Console.safe(goal)));
      var pair =
          complete(
              watching -> Handshake.accept(invitation, agents.agent(Side.INVITEE), watching),
              limit(settings));
      print(pair);
      print(console().good("Connected") + ", as far as this side can tell (the inviter is unseen)");
    }
    return result().with(SessionStatus.of(SessionState.ACCEPTED, Optional.empty()));
  }

  /** A link may end in {@code .png}, too. */
  private static boolean isFile(String text) {
    return text.matches("(?i)(?!\\w+://)[^\u0000]+\\.png") || text.length() < 256 && exists(text);
  }

  private static boolean exists(String text) {
    try {
      return !text.isBlank() && Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}

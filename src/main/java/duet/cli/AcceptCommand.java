package duet.cli;

import duet.AgentSelection;
import duet.AgentSource;
import duet.OpenedAgents;
import duet.delivery.InvitationContent;
import duet.delivery.InvitationFile;
import duet.delivery.InvitationPurpose;
import duet.delivery.PastedInvitation;
import duet.didcomm.Invitation;
import duet.exchange.DidCommAddress;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.session.SessionState;
import duet.settings.Settings;
import duet.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    description = {
      "Accepts an invitation as invitee, and waits until its side is connected.",
      "One with a credential offer or a proof request is answered without a connection: the invitee"
          + " gets the credential, or presents the newest that it has."
    })
final class AcceptCommand extends ExchangeCommand {

  private static final int LONGEST_NAME = 256;
  private static final Pattern FILE_NAME =
      Pattern.compile(
          "(?i)[^\u0000\n{}]*(\\.(png|jpe?g|gif|bmp|json|txt|eml|html?)|[\\w.~-]*/[\\w./-]*)");
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:");

  @Parameters(
      arity = "1..*",
      paramLabel = "INVITATION|URL|FILE|-",
      description =
          "The invitation: a link, base64url, JSON, or a text with one of them in it; a file with"
              + " that, or with a picture of its QR code; - for standard input.")
  private List<String> words;

  @Override
  CommandResult run(Settings settings) {
    // A text without quotes arrives in pieces.
    var invitation = invitation(String.join(" ", words));
    var purpose = InvitationPurpose.of(invitation).orElseThrow();
    boolean connects = purpose == InvitationPurpose.CONNECTION;
    var chosen = AgentSelection.perSide(AgentSource.AUTO, settings, Set.of(Side.INVITEE));
    var data = AgentSelection.directory(settings);
    var reachable = reachable(chosen, settings);
    // What is held has to be there when somebody asks for it.
    try (var agents = opened(connects ? reachable : reachable.keptIn(data))) {
      open().at(agents, SessionRecorder.none(), !connects);
      var kept = LiveAgents.directory(agents, !connects, settings).filter(any -> agents.isOwn());
      print(console().bold("Agent") + " " + TextView.origin(agents, kept));
      var elsewhere =
          DidCommAddress.of(Side.INVITER, invitation.from()).filter(one -> !one.loopback());
      show(agents, elsewhere.map(one -> Side.INVITEE), Optional.empty(), kept);
      print(invitation, purpose);
      switch (purpose) {
        case CONNECTION -> connect(invitation, agents, settings);
        case CREDENTIAL_OFFER -> takeOffer(invitation, agents, settings);
        case PROOF_REQUEST -> present(invitation, agents, settings);
      }
    }
    return result();
  }

  private void print(Invitation invitation, InvitationPurpose purpose) {
    heading("Invitation");
    print("  from        " + Console.safe(invitation.from()));
    DidCommAddress.of(Side.INVITER, invitation.from())
        .ifPresent(way -> print("  reached     " + Console.safe(way.way())));
    invitation.goal().ifPresent(goal -> print("goal", goal));
    if (purpose != InvitationPurpose.CONNECTION) {
      print("carries", purpose.toString());
    }
    var content = InvitationContent.of(invitation);
    content.claims().forEach((name, value) -> print("claim", name + " = " + value));
    content
        .domain()
        .filter(any -> purpose == InvitationPurpose.PROOF_REQUEST)
        .ifPresent(domain -> print("for", domain));
    content.schemaIds().forEach(id -> print("schema", id));
    content.trustedIssuers().forEach(did -> print("issuer", did));
  }

  private void print(String name, String value) {
    print("  %-10s  %s".formatted(name, Console.safe(SafeText.shorten(value, 200))));
  }

  private void connect(Invitation invitation, OpenedAgents agents, Settings settings) {
    var pair =
        complete(
            watching -> Handshake.accept(invitation, agents.agent(Side.INVITEE), watching),
            limit(settings));
    print(pair);
    printAlways(
        console().good("Connected") + ", as far as this side can tell (the inviter is unseen)");
    result(result().with(SessionStatus.of(SessionState.ACCEPTED, Optional.empty())));
  }

  private void takeOffer(Invitation invitation, OpenedAgents agents, Settings settings) {
    var steps = new CredentialSteps(this, agents, SessionRecorder.none(), limit(settings));
    CredentialView.print(this, steps.accept(invitation));
  }

  private void present(Invitation invitation, OpenedAgents agents, Settings settings) {
    var chosen =
        new CredentialChoice(InvitationContent.of(invitation))
            .of(agents.agent(Side.INVITEE))
            .orElseThrow(
                () ->
                    misuse(
                        "the invitee holds no credential that will do; 'duet accept' with a"
                            + " credential offer gets one"));
    var steps = new ProofSteps(this, agents, SessionRecorder.none(), limit(settings));
    CredentialView.print(this, steps.accept(invitation, List.of(chosen.id())));
  }

  private Invitation invitation(String text) {
    if (text.equals("-")) {
      return standardInput();
    }
    return isFile(text) ? InvitationFile.read(Path.of(text)) : PastedInvitation.read(text);
  }

  private Invitation standardInput() {
    if (console().terminal()) {
      console().note("Paste the invitation, then press Enter and Ctrl-D.");
    }
    try {
      return InvitationFile.read("standard input", System.in);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input can't be read: " + e.getMessage(), e);
    }
  }

  /** A link may end as a file name does, and a mistyped name is no file. */
  private static boolean isFile(String text) {
    return text.length() < LONGEST_NAME
        && (exists(text) || FILE_NAME.matcher(text).matches() && !SCHEME.matcher(text).lookingAt());
  }

  private static boolean exists(String text) {
    try {
      return !text.isBlank() && Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}

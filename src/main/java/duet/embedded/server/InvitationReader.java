package duet.embedded.server;

import duet.didcomm.MalformedException;
import duet.embedded.protocol.MessageInvitation;
import duet.embedded.protocol.Refusal;
import duet.text.SafeText;
import java.time.Clock;

/** Reads invitations that peers handed over, as requests to accept them have them. */
final class InvitationReader {

  private final String namespace;
  private final Clock clock;

  /**
   * @param namespace of its errors, such as {@code CredentialServiceError}
   */
  InvitationReader(String namespace, Clock clock) {
    this.namespace = namespace;
    this.clock = clock;
  }

  /**
   * An invitation with a message of one type attached.
   *
   * @throws Refusal with 400 if it is anything else, or has expired
   */
  MessageInvitation read(ApiRequest request, String type) {
    var text = RequestObject.of(request).text("invitation");
    var invitation = parse(text);
    if (invitation.expired(clock.instant())) {
      throw refusal(
          "InvitationExpired",
          "The provided invitation has expired: invitationId=" + invitation.invitation().id());
    }
    if (!invitation.message().type().equals(type)) {
      throw parsing(
          "The attached message has the type %s (must be %s)"
              .formatted(SafeText.excerpt(invitation.message().type()), type));
    }
    return invitation;
  }

  Refusal alreadyReceived(MessageInvitation invitation) {
    return refusal(
        "InvitationAlreadyReceived",
        "The provided invitation has already been used: invitationId="
            + invitation.invitation().id());
  }

  private MessageInvitation parse(String text) {
    requireBase64(text);
    try {
      return MessageInvitation.parse(text);
    } catch (MalformedException e) {
      throw e.part().equals(MessageInvitation.ATTACHMENTS)
          ? refusal(
              "MissingInvitationAttachment",
              "The provided invitation has no attachment: " + e.getMessage())
          : parsing(e.getMessage());
    }
  }

  /** As true agents, which take neither a link nor JSON. */
  private void requireBase64(String text) {
    if (text.contains("://") || text.stripLeading().startsWith("{")) {
      throw parsing("The invitation must be base64url, not a link or JSON");
    }
  }

  private Refusal parsing(String reason) {
    return refusal(
        "InvitationParsingError",
        "An error occurred while parsing the invitation content: cause=[" + reason + "]");
  }

  private Refusal refusal(String error, String detail) {
    return Refusal.of(400, namespace + ":" + error, detail);
  }
}

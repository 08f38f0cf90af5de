package duet.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.didcomm.Invitation;
import duet.text.SafeText;
import java.util.Optional;
import java.util.stream.Stream;

/** What comes of an invitation: a connection, or else what the message attached to it begins. */
public enum InvitationPurpose {
  CONNECTION("a connection", ""),
  CREDENTIAL_OFFER(
      "a credential offer", "https://didcomm.org/issue-credential/3.0/offer-credential"),
  PROOF_REQUEST(
      "a proof request", "https://didcomm.atalaprism.io/present-proof/3.0/request-presentation");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String text;
  private final String type;

  InvitationPurpose(String text, String type) {
    this.text = text;
    this.type = type;
  }

  /** By the type of the first attachment; empty if it is for something that Duet doesn't do. */
  public static Optional<InvitationPurpose> of(Invitation invitation) {
    if (mediates(invitation)) {
      return Optional.empty();
    }
    var attached = attached(invitation);
    var type = attached.isMissingNode() ? "" : type(attached);
    return Stream.of(values()).filter(purpose -> purpose.type.equals(type)).findFirst();
  }

  /** What an invitation is for that {@link #of} doesn't know. */
  static String other(Invitation invitation) {
    if (mediates(invitation)) {
      return "a mediator's, with the goal code request-mediate: wallets register there, and no connection comes of it";
    }
    var type = type(attached(invitation));
    var what =
        type.contains("/issue-credential/")
            ? "a credential offer"
            : type.contains("/present-proof/") ? "a proof request" : "another message";
    return "one with %s attached, of the unknown type %s"
        .formatted(what, SafeText.excerpt(type, 80));
  }

  /** In a few words, such as {@code a credential offer}. */
  @Override
  public String toString() {
    return text;
  }

  private static boolean mediates(Invitation invitation) {
    return invitation.goalCode().filter("request-mediate"::equals).isPresent();
  }

  /** Never empty, so that it isn't taken for the type of a connection's. */
  private static String type(JsonNode attached) {
    var type = attached.path("data").path("json").path("type").asText();
    return type.isEmpty() ? "(none)" : type;
  }

  private static JsonNode attached(Invitation invitation) {
    try {
      return JSON.readTree(invitation.json()).path("attachments").path(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

package duet.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.didcomm.Invitation;
import duet.text.SafeText;
import java.util.Optional;

/** Names out-of-band invitations that are meant for something else than a connection. */
final class OtherPurpose {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OtherPurpose() {}

  static Optional<String> of(Invitation invitation) {
    if (invitation.goalCode().filter("request-mediate"::equals).isPresent()) {
      return Optional.of(
          "a mediator's, with the goal code request-mediate: wallets register there, and no connection comes of it");
    }
    var attached = json(invitation).path("attachments").path(0);
    if (attached.isMissingNode()) {
      return Optional.empty();
    }
    var type = attached.path("data").path("json").path("type").asText();
    var what =
        type.contains("/issue-credential/")
            ? "a credential offer"
            : type.contains("/present-proof/") ? "a proof request" : "another message";
    var named = type.isEmpty() ? "" : ", " + SafeText.excerpt(type, 80) + ",";
    return Optional.of(
        "one with " + what + named + " attached, to be answered without a connection");
  }

  private static JsonNode json(Invitation invitation) {
    try {
      return JSON.readTree(invitation.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

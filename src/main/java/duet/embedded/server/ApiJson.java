package duet.embedded.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.embedded.http.ErrorBody;
import duet.embedded.http.ServerLimits;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.ConnectionRecordState;
import duet.embedded.protocol.MessageInvitation;
import duet.embedded.protocol.Refusal;
import java.util.Optional;

/** The bodies that a Cloud Agent sends, with its fields in its order; absent ones are left out. */
final class ApiJson {

  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(ServerLimits.DEPTH).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String LINK = "https://my.domain.com/path?_oob=";

  private ApiJson() {}

  static ObjectNode connection(ConnectionRecord record) {
    var json = MAPPER.createObjectNode();
    var invitation = record.invitation();
    json.put("connectionId", record.id()).put("thid", record.thid());
    record.label().ifPresent(label -> json.put("label", label));
    invitation.goalCode().ifPresent(code -> json.put("goalCode", code));
    invitation.goal().ifPresent(goal -> json.put("goal", goal));
    record
        .theirDid()
        .filter(did -> record.state() != ConnectionRecordState.INVITATION_RECEIVED)
        .ifPresent(did -> json.put("myDid", record.ownDid()).put("theirDid", did));
    json.put("role", record.inviter() ? "Inviter" : "Invitee").put("state", record.state().wire());
    json.putObject("invitation")
        .put("id", invitation.id())
        .put("type", Invitation.TYPE)
        .put("from", invitation.from())
        .put("invitationUrl", LINK + invitation.encoded());
    json.put("createdAt", record.createdAt().toString());
    record.updatedAt().ifPresent(time -> json.put("updatedAt", time.toString()));
    json.put("metaRetries", record.retries());
    record
        .lastFailure()
        .ifPresent(failure -> json.set("metaLastFailure", MAPPER.valueToTree(failure)));
    return json.put("self", record.id()).put("kind", "Connection");
  }

  /** Adds the invitation of a record that has one instead of a connection. */
  static void show(MessageInvitation shown, ObjectNode json) {
    var invitation = shown.invitation();
    invitation.goalCode().ifPresent(code -> json.put("goalCode", code));
    invitation.goal().ifPresent(goal -> json.put("goal", goal));
    json.put("myDid", invitation.from());
    json.putObject("invitation")
        .put("id", invitation.id())
        .put("type", Invitation.TYPE)
        .put("from", invitation.from())
        .put("invitationUrl", LINK + shown.encoded());
  }

  static ObjectNode problem(Refusal refusal) {
    return ErrorBody.of(refusal.status(), refusal.type(), refusal.title(), refusal.getMessage());
  }

  /**
   * @throws Refusal if the text isn't a JSON object
   */
  static ObjectNode object(String text, String line) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw invalid(line, "body (expected object)");
    } catch (JsonProcessingException e) {
      var reason = text.isBlank() ? "Unexpected end of input" : firstLine(e.getOriginalMessage());
      throw invalid(line, "body (" + reason + ")");
    }
  }

  /**
   * A field's text; empty if it is missing or null.
   *
   * @throws Refusal if it isn't a string, or holds half of a surrogate pair
   */
  static Optional<String> string(ObjectNode object, String field, String line) {
    return new RequestObject(object, "", line).optionalText(field);
  }

  /**
   * @throws Refusal if it is missing as well
   */
  static String required(ObjectNode object, String field, String line) {
    return new RequestObject(object, "", line).text(field);
  }

  /**
   * @param line method, path and query
   * @param what the part of the request that is invalid
   */
  static Refusal invalid(String line, String what) {
    return Refusal.of(
        400,
        "RequestBodyDecodingFailure",
        "An error occurred when decoding the request body: path=['%s'], details=[Invalid value for: %s]"
            .formatted(line, what));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}

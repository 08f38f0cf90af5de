package duet.embedded.store;

import static duet.embedded.store.RecordJson.optional;
import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.MalformedException;
import duet.embedded.protocol.MessageInvitation;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.PresentationRequest;
import duet.embedded.protocol.PresentationState;
import java.time.DateTimeException;

/** Present-proof records as format 1 of {@link DatabaseFile} has them. */
final class PresentationJson {

  static final RecordType<PresentationRecord> TYPE =
      new RecordType<>(
          "presentations", PresentationJson::write, PresentationJson::read, RecordStore.INDEXES);

  private PresentationJson() {}

  private static ObjectNode write(PresentationRecord record) {
    var json = RecordJson.MAPPER.createObjectNode();
    json.put("wallet", record.wallet());
    json.put("id", record.id());
    json.put("thid", record.thid());
    json.put("state", record.state().wire());
    json.put("ownDid", record.ownDid());
    record.theirDid().ifPresent(did -> json.put("theirDid", did));
    json.put("verifier", record.verifier());
    record.connectionId().ifPresent(id -> json.put("connectionId", id));
    json.putObject("request")
        .<ObjectNode>set("body", record.request().body())
        .set("attachment", record.request().attachment());
    record.credentials().forEach(json.putArray("credentials")::add);
    record.presentation().ifPresent(jwt -> json.put("presentation", jwt));
    record
        .invitation()
        .ifPresent(invitation -> json.put("invitation", invitation.invitation().json()));
    json.put("reported", record.reported());
    RecordProgressJson.write(record.progress(), json);
    return json;
  }

  private static PresentationRecord read(ObjectNode json) {
    try {
      return new PresentationRecord(
          text(json, "wallet"),
          text(json, "id"),
          text(json, "thid"),
          PresentationState.of(text(json, "state")),
          text(json, "ownDid"),
          optional(json, "theirDid"),
          json.path("verifier").booleanValue(),
          optional(json, "connectionId"),
          new PresentationRequest(part(json, "body"), part(json, "attachment")),
          json.path("credentials").valueStream().map(JsonNode::asText).toList(),
          optional(json, "presentation"),
          optional(json, "invitation").map(MessageInvitation::parse),
          json.path("reported").booleanValue(),
          RecordProgressJson.read(json));
    } catch (IllegalArgumentException | MalformedException | DateTimeException e) {
      throw new StoreException("a present-proof record can't be read: " + e.getMessage(), e);
    }
  }

  private static ObjectNode part(ObjectNode json, String field) {
    if (json.path("request").get(field) instanceof ObjectNode part) {
      return part;
    }
    throw new StoreException("a present-proof record lacks the request's " + field);
  }
}

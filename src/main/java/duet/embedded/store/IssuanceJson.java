package duet.embedded.store;

import static duet.embedded.store.RecordJson.optional;
import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.StatusEntry;
import duet.didcomm.MalformedException;
import duet.embedded.protocol.IssuanceOffer;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceState;
import duet.embedded.protocol.IssuanceTerms;
import duet.embedded.protocol.MessageInvitation;
import duet.embedded.protocol.Signer;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Optional;

/** Issue-credential records as format 1 of {@link DatabaseFile} has them. */
final class IssuanceJson {

  static final RecordType<IssuanceRecord> TYPE =
      new RecordType<>("issuances", IssuanceJson::write, IssuanceJson::read, RecordStore.INDEXES);

  private IssuanceJson() {}

  private static ObjectNode write(IssuanceRecord record) {
    var json = RecordJson.MAPPER.createObjectNode();
    json.put("wallet", record.wallet());
    json.put("id", record.id());
    json.put("thid", record.thid());
    json.put("state", record.state().wire());
    json.put("ownDid", record.ownDid());
    record.theirDid().ifPresent(did -> json.put("theirDid", did));
    json.putObject("offer")
        .<ObjectNode>set("body", record.offer().body())
        .set("attachment", record.offer().attachment());
    record.terms().ifPresent(terms -> write(terms, json.putObject("terms")));
    record.subject().ifPresent(signer -> write(signer, json.putObject("subject")));
    record.request().ifPresent(jwt -> json.put("request", jwt));
    record.status().ifPresent(status -> write(status, json.putObject("status")));
    record.credential().ifPresent(jwt -> json.put("credential", jwt));
    record
        .invitation()
        .ifPresent(invitation -> json.put("invitation", invitation.invitation().json()));
    RecordProgressJson.write(record.progress(), json);
    return json;
  }

  private static void write(IssuanceTerms terms, ObjectNode json) {
    write(terms.signer(), json.putObject("signer"));
    terms.validity().ifPresent(seconds -> json.put("validity", seconds));
    json.put("automatic", terms.automatic());
  }

  private static void write(Signer signer, ObjectNode json) {
    json.put("did", signer.did());
    signer.keyId().ifPresent(id -> json.put("keyId", id));
  }

  private static void write(StatusEntry status, ObjectNode json) {
    json.put("list", status.list().toString());
    json.put("index", status.index());
    json.put("purpose", status.purpose());
  }

  private static IssuanceRecord read(ObjectNode json) {
    try {
      return new IssuanceRecord(
          text(json, "wallet"),
          text(json, "id"),
          text(json, "thid"),
          IssuanceState.of(text(json, "state")),
          text(json, "ownDid"),
          optional(json, "theirDid"),
          new IssuanceOffer(part(json, "body"), part(json, "attachment")),
          Optional.ofNullable(json.get("terms")).map(IssuanceJson::terms),
          Optional.ofNullable(json.get("subject")).map(IssuanceJson::signer),
          optional(json, "request"),
          Optional.ofNullable(json.get("status")).map(IssuanceJson::status),
          optional(json, "credential"),
          optional(json, "invitation").map(MessageInvitation::parse),
          RecordProgressJson.read(json));
    } catch (IllegalArgumentException | MalformedException | DateTimeException e) {
      throw new StoreException("an issue-credential record can't be read: " + e.getMessage(), e);
    }
  }

  private static ObjectNode part(ObjectNode json, String field) {
    if (json.path("offer").get(field) instanceof ObjectNode part) {
      return part;
    }
    throw new StoreException("an issue-credential record lacks the offer's " + field);
  }

  private static IssuanceTerms terms(JsonNode json) {
    return new IssuanceTerms(
        signer(json.path("signer")),
        Optional.ofNullable(json.get("validity")).map(JsonNode::doubleValue),
        json.path("automatic").booleanValue());
  }

  private static Signer signer(JsonNode json) {
    return new Signer(text(json, "did"), optional(json, "keyId"));
  }

  private static StatusEntry status(JsonNode json) {
    return new StatusEntry(
        URI.create(text(json, "list")), json.path("index").longValue(), text(json, "purpose"));
  }
}

package duet.embedded.store;

import static duet.embedded.store.RecordJson.optional;
import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.ConnectionRecordState;
import duet.embedded.protocol.SendFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Connections as format 1 of {@link DatabaseFile} has them. Absent fields are left out. */
final class ConnectionJson {

  static final String WALLET = "wallet";
  static final String ID = "id";
  static final String THID = "thid";
  static final String OWN_DID = "ownDid";
  static final String STATE = "state";

  private ConnectionJson() {}

  static ObjectNode write(StoredConnection connection) {
    var record = connection.record();
    var keys = connection.keys().get();
    var json = RecordJson.MAPPER.createObjectNode();
    json.put(WALLET, record.wallet());
    json.put(ID, record.id());
    json.put(THID, record.thid());
    json.put(OWN_DID, record.ownDid());
    json.put(STATE, record.state().wire());
    record.theirDid().ifPresent(did -> json.put("theirDid", did));
    json.put("inviter", record.inviter());
    json.put("invitation", record.invitation().json());
    record.label().ifPresent(label -> json.put("label", label));
    json.put("createdAt", record.createdAt().toString());
    record.updatedAt().ifPresent(time -> json.put("updatedAt", time.toString()));
    json.put("retries", record.retries());
    record.lastFailure().ifPresent(failure -> json.set("lastFailure", RecordJson.bind(failure)));
    json.put("unanswered", record.unanswered());
    json.set("keys", PeerKeysJson.write(keys));
    return json;
  }

  static StoredConnection read(ObjectNode json) {
    return new StoredConnection(
        record(json), () -> PeerKeysJson.read(text(json, OWN_DID), json.path("keys")));
  }

  private static ConnectionRecord record(ObjectNode json) {
    try {
      return new ConnectionRecord(
          text(json, WALLET),
          text(json, ID),
          json.path("inviter").booleanValue(),
          ConnectionRecordState.of(text(json, STATE)),
          Invitation.parse(text(json, "invitation")),
          text(json, OWN_DID),
          optional(json, "theirDid"),
          optional(json, "label"),
          Instant.parse(text(json, "createdAt")),
          optional(json, "updatedAt").map(Instant::parse),
          json.path("retries").intValue(),
          Optional.ofNullable(json.get("lastFailure"))
              .map(failure -> RecordJson.bind(failure, SendFailure.class)),
          json.path("unanswered").intValue());
    } catch (IllegalArgumentException | MalformedException | DateTimeException e) {
      throw new StoreException("a connection can't be read: " + e.getMessage(), e);
    }
  }
}

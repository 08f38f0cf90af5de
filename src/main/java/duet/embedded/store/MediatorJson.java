package duet.embedded.store;

import static duet.embedded.store.RecordJson.optional;
import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.protocol.KeylistEntry;
import duet.embedded.protocol.QueuedMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Keylists and messages as format 1 of {@link DatabaseFile} has them. */
final class MediatorJson {

  private static final String ID = "id";
  private static final String RECIPIENT_DID = "recipientDid";
  private static final String ACCOUNT = "account";
  private static final String SINCE = "since";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String ENVELOPE = "envelope";

  static final Index BY_RECIPIENT_DID = Index.uniqueBy(RECIPIENT_DID);
  static final Index BY_ACCOUNT = Index.by(ACCOUNT);
  static final Index.Key ALL_DIDS = Index.by().key();

  static final RecordType<KeylistEntry> KEYLIST =
      RecordType.of("keylist", KeylistEntry.class, BY_RECIPIENT_DID, BY_ACCOUNT, ALL_DIDS.index());

  static final Index BY_ID = Index.uniqueBy(ID);
  static final Index.Key ALL_MESSAGES = Index.by().key();

  static final RecordType<StoredMessage> MESSAGES =
      new RecordType<>(
          "messages",
          MediatorJson::write,
          MediatorJson::read,
          List.of(BY_ID, ALL_MESSAGES.index()));

  private MediatorJson() {}

  private static ObjectNode write(StoredMessage stored) {
    var json = RecordJson.MAPPER.createObjectNode();
    json.put(ID, stored.id()).put(SINCE, stored.since().toString());
    stored
        .message()
        .ifPresent(
            message -> {
              json.put(ACCOUNT, message.account()).put(RECIPIENT_DID, message.recipientDid());
              message.expiresAt().ifPresent(time -> json.put(EXPIRES_AT, time.toString()));
              json.put(ENVELOPE, message.envelope());
            });
    return json;
  }

  private static StoredMessage read(ObjectNode json) {
    try {
      var id = text(json, ID);
      var since = Instant.parse(text(json, SINCE));
      return new StoredMessage(
          id,
          since,
          optional(json, ENVELOPE)
              .map(
                  envelope ->
                      new QueuedMessage(
                          id,
                          text(json, ACCOUNT),
                          text(json, RECIPIENT_DID),
                          since,
                          optional(json, EXPIRES_AT).map(Instant::parse),
                          envelope)));
    } catch (DateTimeException e) {
      throw new StoreException("a message can't be read: " + e.getMessage(), e);
    }
  }
}

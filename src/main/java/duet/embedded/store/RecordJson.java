package duet.embedded.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.AgreementKey;
import duet.didcomm.AuthenticationKey;
import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.ProtocolState;
import duet.embedded.protocol.SendFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries as compact JSON, in format 1 of {@link DatabaseFile}. Absent fields are left out. */
final class RecordJson {

  static final String WALLET = "wallet";
  static final String ID = "id";
  static final String THID = "thid";
  static final String OWN_DID = "ownDid";
  static final String STATE = "state";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordJson() {}

  /**
   * What it is looked up by comes first.
   *
   * @param keys those of the record's own DID
   */
  static ObjectNode of(ConnectionRecord record, PeerKeys keys) {
    ObjectNode json = MAPPER.createObjectNode();
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
    record.lastFailure().ifPresent(failure -> put(json.putObject("lastFailure"), failure));
    json.put("unanswered", record.unanswered());
    json.putObject("keys")
        .put("agreement", keys.agreement().toJwk())
        .put("authentication", keys.authentication().toJwk());
    return json;
  }

  /** The texts that an entry begins with, up to its state. */
  static Map<String, String> head(ByteBuffer entry) {
    var head = new HashMap<String, String>();
    try (var parser = parser(entry)) {
      parser.nextToken();
      String name;
      while (!head.containsKey(STATE) && (name = parser.nextFieldName()) != null) {
        head.put(name, parser.nextTextValue());
      }
    } catch (IOException e) {
      // said below: the parser's own message could show a key
    }
    if (!head.keySet().containsAll(Set.of(WALLET, ID, THID, OWN_DID, STATE))) {
      throw new StoreException("an entry does not begin as one should");
    }
    return head;
  }

  static ConnectionRecord record(JsonNode json) {
    try {
      return new ConnectionRecord(
          text(json, WALLET),
          text(json, ID),
          json.path("inviter").booleanValue(),
          ProtocolState.of(text(json, STATE)),
          Invitation.parse(text(json, "invitation")),
          text(json, OWN_DID),
          optional(json, "theirDid"),
          optional(json, "label"),
          Instant.parse(text(json, "createdAt")),
          optional(json, "updatedAt").map(Instant::parse),
          json.path("retries").intValue(),
          Optional.ofNullable(json.get("lastFailure")).map(RecordJson::failure),
          json.path("unanswered").intValue());
    } catch (IllegalArgumentException | MalformedException | DateTimeException e) {
      throw new StoreException("a connection can't be read: " + e.getMessage(), e);
    }
  }

  static PeerKeys keys(JsonNode json) {
    JsonNode keys = json.path("keys");
    try {
      return new PeerKeys(
          PeerDid.parse(text(json, OWN_DID)),
          AgreementKey.fromJwk(text(keys, "agreement")),
          AuthenticationKey.fromJwk(text(keys, "authentication")));
    } catch (MalformedException e) {
      throw new StoreException("the keys of a connection can't be read: " + e.getMessage(), e);
    }
  }

  static ObjectNode of(Webhook webhook) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put(WALLET, webhook.wallet());
    json.put(ID, webhook.id());
    json.put("url", webhook.url().toString());
    json.set("customHeaders", MAPPER.valueToTree(webhook.customHeaders()));
    return json.put("createdAt", webhook.createdAt().toString());
  }

  static Webhook webhook(JsonNode json) {
    try {
      var headers = new LinkedHashMap<String, String>();
      json.path("customHeaders")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().textValue()));
      return new Webhook(
          text(json, ID),
          text(json, WALLET),
          URI.create(text(json, "url")),
          headers,
          Instant.parse(text(json, "createdAt")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new StoreException("a webhook can't be read", e);
    }
  }

  static byte[] write(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws StoreException if it is no JSON object
   */
  static ObjectNode read(ByteBuffer entry) {
    try (var parser = parser(entry)) {
      if (parser.readValueAsTree() instanceof ObjectNode json) {
        return json;
      }
    } catch (IOException e) {
      // said below: the parser's own message could show a key
    }
    throw new StoreException("an entry is no JSON object");
  }

  static String text(JsonNode json, String field) {
    return optional(json, field)
        .orElseThrow(() -> new StoreException("an entry has no text '" + field + "'"));
  }

  private static JsonParser parser(ByteBuffer entry) throws IOException {
    return MAPPER.createParser(entry.array(), entry.position(), entry.remaining());
  }

  private static Optional<String> optional(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::textValue);
  }

  private static void put(ObjectNode json, SendFailure failure) {
    json.put("status", failure.status())
        .put("type", failure.type())
        .put("title", failure.title())
        .put("detail", failure.detail())
        .put("instance", failure.instance());
  }

  private static SendFailure failure(JsonNode json) {
    return new SendFailure(
        json.path("status").intValue(),
        text(json, "type"),
        text(json, "title"),
        text(json, "detail"),
        text(json, "instance"));
  }
}

package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.InvalidCredentialException.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Excerpt;
import duet.didcomm.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a resolver knows of a did:prism: a DID document (DID core 1.0 section 5). */
public final class DidDocument {
  private static final String PART = "DID document";

  private DidDocument() {}

  /**
   * The DID with the keys that sign, those that the document has as JWKs. Keys in other forms, or
   * on other curves, don't count.
   *
   * @param did that the document must be about, in short form
   * @param json the document, alone or in the result of a resolution
   */
  public static PrismDid read(String did, String json) {
    return reading(
        () -> {
          var answer = JsonObject.parse(PART, json);
          return read(did, answer.has("didDocument") ? answer.object("didDocument") : answer);
        });
  }

  private static PrismDid read(String did, JsonObject document) {
    if (!PrismDid.same(document.text("id"), did)) {
      throw invalid(Reason.OTHER_ISSUER, PART + ".id", Excerpt.of(document.text("id")), did);
    }
    Map<String, PublicKey> known = new HashMap<>();
    for (JsonNode method : document.optionalElements("verificationMethod").orElse(List.of())) {
      add(method, known);
    }
    var keys = new ArrayList<PrismKey>();
    for (KeyPurpose purpose : List.of(KeyPurpose.AUTHENTICATION, KeyPurpose.ISSUING)) {
      for (JsonNode use : document.optionalElements(purpose.restName()).orElse(List.of())) {
        var here = new HashMap<>(known);
        add(use, here);
        var id = fragment(use.isObject() ? use.path("id") : use);
        if (here.containsKey(id)) {
          keys.add(new PrismKey(id, purpose, here.get(id)));
        }
      }
    }
    return PrismDid.resolved(did, keys);
  }

  private static void add(JsonNode method, Map<String, PublicKey> keys) {
    if (method.path("publicKeyJwk") instanceof ObjectNode jwk) {
      try {
        keys.put(fragment(method.path("id")), PublicKey.fromJwk(jwk));
      } catch (InvalidCredentialException e) {
        // a key that doesn't count
      }
    }
  }

  private static String fragment(JsonNode id) {
    return id.asText().replaceFirst("(?s)^.*#", "");
  }
}

package duet.credential;

import static duet.credential.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DidDocumentTest {
  private static final String DID = "did:prism:" + "ab".repeat(32);
  private static final SigningKey ISSUING = Keys.key(KeyCurve.SECP256K1);
  private static final SigningKey AUTHENTICATION = Keys.key(KeyCurve.ED25519);

  private final ObjectNode document = new ObjectMapper().createObjectNode().put("id", DID);

  @Test
  void keys_are_read_with_their_purposes() {
    var methods = document.putArray("verificationMethod");
    methods.addObject().put("id", DID + "#issue-1").set("publicKeyJwk", jwk(ISSUING));
    methods.addObject().put("id", "#auth-1").set("publicKeyJwk", jwk(AUTHENTICATION));
    document.putArray("assertionMethod").add("#issue-1");
    document.putArray("authentication").add(DID + "#auth-1").add("#unknown");

    var did = DidDocument.read(DID, document.toString());

    assertThat(did.canonical()).isEqualTo(DID);
    assertThat(did.isLongForm()).isFalse();
    assertThat(did.keys())
        .containsExactly(
            new PrismKey("auth-1", KeyPurpose.AUTHENTICATION, AUTHENTICATION.publicKey()),
            new PrismKey("issue-1", KeyPurpose.ISSUING, ISSUING.publicKey()));
  }

  @Test
  void a_resolution_result_and_a_method_of_one_purpose_alone_are_read_too() {
    var use = document.putArray("assertionMethod").addObject().put("id", "#embedded");
    use.set("publicKeyJwk", jwk(ISSUING));
    document.putArray("authentication").add("#embedded");
    var result = new ObjectMapper().createObjectNode();
    result.set("didDocument", document);

    assertThat(DidDocument.read(DID, result.toString()).keys())
        .containsExactly(new PrismKey("embedded", KeyPurpose.ISSUING, ISSUING.publicKey()));
  }

  @Test
  void keys_of_other_kinds_do_not_count() {
    var methods = document.putArray("verificationMethod");
    methods.addObject().put("id", "#a").put("publicKeyMultibase", "zabc");
    methods
        .addObject()
        .put("id", "#b")
        .putObject("publicKeyJwk")
        .put("kty", "EC")
        .put("crv", "P-256");
    document.putArray("assertionMethod").add("#a").add("#b").add(1);

    assertThat(DidDocument.read(DID, document.toString()).keys()).isEmpty();
  }

  @Test
  void a_document_about_another_did_is_refused() {
    document.put("id", DID.replace("ab", "cd"));

    assertRefused(Reason.OTHER_ISSUER, () -> DidDocument.read(DID, document.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<html>", "{}", "{\"didDocument\":null}"})
  void what_is_not_a_document_is_refused(String json) {
    assertRefused(Reason.MALFORMED, () -> DidDocument.read(DID, json));
  }

  private static ObjectNode jwk(SigningKey key) {
    return key.publicKey().toJwk();
  }
}

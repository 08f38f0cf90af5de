package duet.credential;

import static duet.credential.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.JsonObject;
import duet.didcomm.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status lists with both proofs, by a true Cloud Agent and in its shape. */
class VectorStatusListsTest {
  private static final String VECTORS = "credentials/vectors";

  @ParameterizedTest
  @ValueSource(strings = {"status-list-Ed25519.json", "status-list-secp256k1.json"})
  void a_list_verifies_by_a_key_of_its_issuer(String file) {
    var vector = Shared.json(VECTORS, file);
    var list = StatusList.parse(vector.path("list").toString());

    list.verifyProof();

    assertThat(PrismDid.parse(list.issuer()).keys(KeyPurpose.ISSUING))
        .extracting(PrismKey::publicKey)
        .contains(list.proofKey());
    for (JsonNode index : vector.path("revoked")) {
      assertThat(list.isRevoked(index.longValue())).isTrue();
    }
    assertThat(list.isRevoked(1)).isFalse();
    assertThat(list.isRevoked(43)).isFalse();
  }

  @Test
  void what_is_signed_is_the_same_text() {
    assertThat(CanonicalJson.of("list", unsigned("status-list-Ed25519.json")))
        .asString(UTF_8)
        .isEqualTo(signedText("status-list-Ed25519.json"));
    assertThat(StatusListQuads.of(new JsonObject("list", unsigned("status-list-secp256k1.json"))))
        .isEqualTo(signedText("status-list-secp256k1.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status-list-Ed25519.json", "status-list-secp256k1.json"})
  void a_changed_list_is_refused(String file) {
    var list = (ObjectNode) Shared.json(VECTORS, file).path("list");
    list.put("issuanceDate", 1);

    assertRefused(Reason.PROOF, () -> StatusList.parse(list.toString()).verifyProof());
  }

  /** N-Quads would not show it, so the signature would not cover it. */
  @Test
  void a_field_beside_the_template_is_refused() {
    var list = (ObjectNode) Shared.json(VECTORS, "status-list-secp256k1.json").path("list");
    list.put("validUntil", 1);

    assertRefused(Reason.MALFORMED, () -> StatusList.parse(list.toString()).verifyProof());
  }

  @ParameterizedTest
  @ValueSource(strings = {"58-status-list.txt", "84-status-list-after-revocation.txt"})
  void a_true_agents_list_verifies(String file) {
    var text = Shared.text("credentials/agent/http", file);
    var list = StatusList.parse(text.substring(text.indexOf("\n{")));

    list.verifyProof();

    assertThat(list.isRevoked(4)).isFalse();
    assertThat(list.issuer()).startsWith("did:prism:");
  }

  private static ObjectNode unsigned(String file) {
    var list = (ObjectNode) Shared.json(VECTORS, file).path("list");
    list.remove("proof");
    return list;
  }

  private static String signedText(String file) {
    return Shared.json(VECTORS, file).path("signedText").textValue();
  }
}

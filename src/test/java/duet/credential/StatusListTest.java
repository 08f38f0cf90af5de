package duet.credential;

import static duet.credential.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusListTest {
  private static final URI ID = URI.create("http://x.example/credential-status/1");
  private static final Instant NOW = Instant.parse("2026-11-27T11:06:52.498Z");
  private static final SigningKey KEY = Keys.key(KeyCurve.ED25519);
  private static final String ISSUER = Keys.did(Keys.issue(KEY)).did();

  @Test
  void a_list_is_read_back_and_its_proof_holds() {
    var list = StatusList.parse(create(1, 8, 131_071).toString());

    list.verifyProof();

    assertThat(list.proofKey()).isEqualTo(KEY.publicKey());
    assertThat(list.id()).isEqualTo(ID.toString());
    assertThat(list.issuer()).isEqualTo(ISSUER);
    assertThat(list.purpose()).isEqualTo("Revocation");
    assertThat(list.isRevoked(1)).isTrue();
    assertThat(list.isRevoked(8)).isTrue();
    assertThat(list.isRevoked(131_071)).isTrue();
    assertThat(list.isRevoked(0)).isFalse();
    assertThat(list.isRevoked(7)).isFalse();
    assertThat(list.isRevoked(9)).isFalse();
  }

  @Test
  void it_has_a_cloud_agents_shape() {
    var list = create(3);

    assertThat(list.fieldNames())
        .toIterable()
        .containsExactly(
            "@context", "type", "issuer", "id", "issuanceDate", "credentialSubject", "proof");
    assertThat(list.path("issuanceDate")).hasToString("1795777612");
    assertThat(list.path("credentialSubject").path("encodedList").textValue()).endsWith("=");
    var proof = list.path("proof");
    assertThat(proof.path("created").textValue()).isEqualTo("2026-11-27T11:06:52.498Z");
    assertThat(proof.path("cryptoSuite").textValue()).isEqualTo("eddsa-jcs-2022");
    assertThat(proof.path("proofValue").textValue()).startsWith("z");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 131_072, Long.MAX_VALUE, Long.MIN_VALUE})
  void an_index_out_of_range_is_refused(long index) {
    var list = StatusList.parse(create().toString());

    assertRefused(Reason.INDEX_OUT_OF_RANGE, () -> list.isRevoked(index));
  }

  @Test
  void an_index_beyond_a_lists_end_is_not_written() {
    assertThatThrownBy(() -> create(131_072)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "issuer", "issuanceDate"})
  void a_list_that_was_changed_is_refused(String field) {
    var list = create(3);
    if (field.equals("issuanceDate")) {
      list.put(field, 1);
    } else {
      list.put(field, list.path(field).textValue() + "0");
    }

    assertRefused(Reason.PROOF, () -> StatusList.parse(list.toString()).verifyProof());
  }

  @Test
  void a_list_with_other_bits_is_refused() {
    var list = create(3);
    list.set("credentialSubject", create().path("credentialSubject"));

    assertRefused(Reason.PROOF, () -> StatusList.parse(list.toString()).verifyProof());
  }

  @Test
  void anybody_can_sign_a_list_with_a_key_of_their_own() {
    var key = Keys.key(KeyCurve.ED25519);
    var json = StatusList.create(ID, ISSUER, NOW, new BitSet(), key).toString();

    var list = StatusList.parse(json);

    list.verifyProof();
    assertThat(list.proofKey()).isEqualTo(key.publicKey()).isNotEqualTo(KEY.publicKey());
  }

  @Test
  void a_key_on_secp256k1_makes_the_proof_that_wallets_can_check() {
    var key = Keys.key(KeyCurve.SECP256K1);
    var bits = new BitSet();
    bits.set(5);
    var json = StatusList.create(ID, ISSUER, NOW, bits, key);

    assertThat(json.at("/proof/type").textValue()).isEqualTo("EcdsaSecp256k1Signature2019");
    assertThat(json.at("/proof/jws").textValue())
        .startsWith("eyJiNjQiOmZhbHNlLCJjcml0IjpbImI2NCJdLCJhbGciOiJFUzI1NksifQ..");
    var list = StatusList.parse(json.toString());
    list.verifyProof();
    assertThat(list.proofKey()).isEqualTo(key.publicKey());
    assertThat(list.isRevoked(5)).isTrue();
    json.put("issuer", ISSUER + "0");
    assertRefused(Reason.PROOF, () -> StatusList.parse(json.toString()).verifyProof());
  }

  @Test
  void a_key_on_x25519_signs_no_list() {
    var key = Keys.key(KeyCurve.X25519);

    assertThatThrownBy(() -> StatusList.create(ID, ISSUER, NOW, new BitSet(), key))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_list_without_a_proof_or_with_one_of_another_type_is_refused() {
    var bare = create();
    bare.remove("proof");
    var other = create();
    ((ObjectNode) other.get("proof")).put("type", "JsonWebSignature2020");

    assertRefused(Reason.PROOF, () -> StatusList.parse(bare.toString()));
    assertRefused(Reason.PROOF, () -> StatusList.parse(other.toString()));
  }

  /** N-Quads would not show it, so the signature would not cover it. */
  @Test
  void a_field_that_the_signature_does_not_cover_is_refused() {
    var key = Keys.key(KeyCurve.SECP256K1);
    var list = StatusList.create(ID, ISSUER, NOW, new BitSet(), key).put("validUntil", 1);

    assertRefused(Reason.MALFORMED, () -> StatusList.parse(list.toString()).verifyProof());
  }

  @Test
  void a_bomb_is_refused() throws IOException {
    assertRefused(Reason.TOO_LARGE, () -> StatusList.parse(withBits(new byte[100 << 20])));
    assertRefused(Reason.TOO_LARGE, () -> StatusList.parse(withBits(new byte[(128 << 10) + 1])));
    assertThat(StatusList.parse(withBits(new byte[128 << 10])).isRevoked(1_048_575)).isFalse();
    assertRefused(Reason.TOO_LARGE, () -> StatusList.parse(" ".repeat(1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "H4sIAAAAAAAA", "!"})
  void bits_that_are_not_gzip_are_refused(String bits) {
    var list = create();
    ((ObjectNode) list.get("credentialSubject")).put("encodedList", bits);

    assertRefused(Reason.MALFORMED, () -> StatusList.parse(list.toString()));
  }

  @Test
  void a_fraction_has_no_canonical_form() {
    var list = create().put("issuanceDate", 1.5);

    assertRefused(Reason.MALFORMED, () -> StatusList.parse(list.toString()).verifyProof());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "",
        "{\"type\":[\"VerifiableCredential\"]}",
        "{\"type\":\"StatusList2021Credential\",\"credentialSubject\":{}}"
      })
  void what_is_not_a_status_list_is_refused(String json) {
    assertRefused(Reason.MALFORMED, () -> StatusList.parse(json));
  }

  private static ObjectNode create(int... revoked) {
    var bits = new BitSet();
    for (int index : revoked) {
      bits.set(index);
    }
    return StatusList.create(ID, ISSUER, NOW, bits, KEY);
  }

  private static String withBits(byte[] bits) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bits);
    }
    var list = create();
    ((ObjectNode) list.get("credentialSubject"))
        .put("encodedList", Base64.getUrlEncoder().encodeToString(bytes.toByteArray()));
    return list.toString();
  }
}

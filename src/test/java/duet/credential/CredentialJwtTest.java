package duet.credential;

import static duet.credential.Credentials.HOLDER;
import static duet.credential.Credentials.ISSUER;
import static duet.credential.Credentials.KEY;
import static duet.credential.Credentials.NOW;
import static duet.credential.Credentials.STATUS;
import static duet.credential.Credentials.claims;
import static duet.credential.Credentials.content;
import static duet.credential.Credentials.forged;
import static duet.credential.Credentials.json;
import static duet.credential.Credentials.payload;
import static duet.credential.Credentials.sign;
import static duet.credential.Credentials.signed;
import static duet.credential.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialJwtTest {
  @ParameterizedTest
  @MethodSource("duet.credential.Keys#signing")
  void a_credential_is_read_back_and_verifies(KeyCurve curve) {
    var key = Keys.key(curve);
    var issuer = Keys.did(Keys.auth(Keys.key(curve)), Keys.issue(key));

    var jwt = CredentialJwt.parse(CredentialJwt.sign(content(issuer.did()), key, Optional.empty()));

    jwt.verify(issuer);
    assertThat(jwt.issuer()).isEqualTo(issuer.did());
    assertThat(jwt.issuerId()).isEqualTo(issuer.did());
    assertThat(jwt.subject()).isEqualTo(HOLDER);
    assertThat(jwt.notBefore()).contains(NOW);
    assertThat(jwt.expires()).contains(NOW.plusSeconds(60));
    assertThat(jwt.schemaIds()).containsExactly("http://x.example/schema");
    assertThat(jwt.claims()).isEqualTo(claims());
    assertThat(jwt.status()).contains(STATUS);
    assertThat(CredentialJwt.parse(jwt.text()).text()).isEqualTo(jwt.text());
    assertThat(jwt).asString().doesNotContain("Alice");
  }

  @Test
  void it_has_a_cloud_agents_shape() {
    var jwt = signed(content("did:prism:x")).split("\\.");

    assertThat(json(jwt[0])).isEqualTo("{\"kid\":\"issue-1\",\"typ\":\"JWT\",\"alg\":\"EdDSA\"}");
    assertThat(json(jwt[1]).replace(HOLDER, "HOLDER"))
        .isEqualTo(
            """
            {"iss":"did:prism:x","sub":"HOLDER","nbf":1795777612,"exp":1795777672,\
            "vc":{"@context":["https://www.w3.org/2018/credentials/v1"],\
            "type":["VerifiableCredential"],\
            "credentialSchema":[{"id":"http://x.example/schema","type":"CredentialSchema2022"}],\
            "credentialSubject":{"name":"Alice","age":30,"id":"HOLDER"},\
            "credentialStatus":{"id":"http://x.example/credential-status/1#7",\
            "type":"StatusList2021Entry","statusPurpose":"Revocation","statusListIndex":7,\
            "statusListCredential":"http://x.example/credential-status/1"},\
            "issuer":{"id":"did:prism:x","type":"Profile"}}}""");
  }

  @Test
  void the_canonical_form_of_the_issuer_verifies_with_the_long_one() {
    CredentialJwt.parse(signed(content(ISSUER.canonical()))).verify(ISSUER);
  }

  @Test
  void each_issuing_key_is_tried_whatever_the_kid() {
    var other = new PrismKey("issue-2", KeyPurpose.ISSUING, Keys.key(KeyCurve.ED25519).publicKey());
    var issuer = Keys.did(other, Keys.issue(KEY));
    var text = CredentialJwt.sign(content(issuer.did()), KEY, Optional.of("issue-2"));

    CredentialJwt.parse(text).verify(issuer);
  }

  @Test
  void padded_base64_is_read_and_verified_as_it_stands() {
    var payload = Base64.getUrlEncoder().encodeToString((payload() + " ").getBytes(UTF_8));
    var padded =
        payload.endsWith("=")
            ? payload
            : Base64.getUrlEncoder().encodeToString((payload() + "  ").getBytes(UTF_8));
    var signed = Base64Url.encode("{\"alg\":\"EdDSA\"}".getBytes(UTF_8)) + "." + padded;
    assertThat(signed).endsWith("=");
    var signature = Base64.getUrlEncoder().encodeToString(KEY.sign(signed.getBytes(UTF_8)));

    CredentialJwt.parse(signed + "." + signature).verify(ISSUER);
  }

  @Test
  void a_changed_claim_is_refused() {
    var text = signed(content(ISSUER.did()));
    var parts = text.split("\\.");
    var changed = Base64Url.encode(json(parts[1]).replace("Alice", "Mallory").getBytes(UTF_8));
    var tampered = CredentialJwt.parse(parts[0] + "." + changed + "." + parts[2]);

    assertRefused(Reason.SIGNATURE, () -> tampered.verify(ISSUER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTHENTICATION", "MASTER", "REVOCATION", "VDR"})
  void a_key_of_another_purpose_counts_for_nothing(KeyPurpose purpose) {
    var key = Keys.key(KeyCurve.SECP256K1);
    var issuer = Keys.did(new PrismKey("key-1", purpose, key.publicKey()), Keys.issue(KEY));
    var jwt =
        CredentialJwt.parse(CredentialJwt.sign(content(issuer.did()), key, Optional.of("key-1")));

    assertRefused(Reason.NO_KEY_FOR_PURPOSE, () -> jwt.verify(issuer));
    var both =
        Keys.did(
            new PrismKey("key-1", purpose, key.publicKey()),
            Keys.issue(Keys.key(KeyCurve.SECP256K1)));
    var wrong = CredentialJwt.parse(CredentialJwt.sign(content(both.did()), key, Optional.empty()));
    assertRefused(Reason.SIGNATURE, () -> wrong.verify(both));
  }

  @Test
  void the_short_form_has_no_key_to_verify_with() {
    var jwt = CredentialJwt.parse(signed(content(ISSUER.did())));

    assertRefused(Reason.NO_KEY_FOR_PURPOSE, () -> jwt.verify(PrismDid.parse(ISSUER.canonical())));
  }

  @Test
  void another_did_is_refused_though_its_key_fits() {
    var other = Keys.did(Keys.issue(KEY));
    var jwt = CredentialJwt.parse(signed(content(ISSUER.did())));

    assertRefused(Reason.OTHER_ISSUER, () -> jwt.verify(other));
  }

  @Test
  void an_issuer_beside_the_one_that_signed_is_refused() {
    var trusted = Keys.did(Keys.issue(Keys.key(KeyCurve.ED25519)));
    var jwt =
        forged(
            payload()
                .replace(
                    "\"issuer\":{\"id\":\"" + ISSUER.did(),
                    "\"issuer\":{\"id\":\"" + trusted.did()));
    assertThat(jwt.issuerId()).isEqualTo(trusted.did());

    assertRefused(Reason.OTHER_ISSUER, () -> jwt.verify(ISSUER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "ES256", "es256k", "RS256", ""})
  void another_alg_is_refused(String alg) {
    var header = Base64Url.encode(("{\"alg\":\"" + alg + "\"}").getBytes(UTF_8));
    var body = header + "." + Base64Url.encode(payload().getBytes(UTF_8)) + ".";

    assertRefused(Reason.UNSUPPORTED_ALGORITHM, () -> CredentialJwt.parse(body));
    assertRefused(Reason.UNSUPPORTED_ALGORITHM, () -> CredentialJwt.parse(body + "AAAA"));
  }

  @Test
  void hs256_with_the_public_key_is_refused() throws Exception {
    var jws = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(payload()));
    jws.sign(new MACSigner(KEY.publicKey().raw()));

    assertRefused(Reason.UNSUPPORTED_ALGORITHM, () -> CredentialJwt.parse(jws.serialize()));
  }

  @Test
  void a_header_without_alg_or_with_crit_is_refused() {
    var body = "." + Base64Url.encode(payload().getBytes(UTF_8)) + ".";

    assertRefused(
        Reason.UNSUPPORTED_ALGORITHM,
        () -> CredentialJwt.parse(Base64Url.encode("{}".getBytes(UTF_8)) + body));
    assertRefused(
        Reason.MALFORMED,
        () ->
            CredentialJwt.parse(
                Base64Url.encode("{\"alg\":\"EdDSA\",\"crit\":[\"b64\"]}".getBytes(UTF_8)) + body));
  }

  @Test
  void a_jwt_of_a_megabyte_is_refused() {
    var claims = claims().put("name", "A".repeat(700_000));
    var large = sign(claims);
    assertThat(large).hasSizeGreaterThan(900_000);

    assertRefused(Reason.TOO_LARGE, () -> CredentialJwt.parse(large));
    assertRefused(Reason.TOO_LARGE, () -> CredentialJwt.parse(".".repeat(1 << 20)));
    CredentialJwt.parse(sign(claims().put("name", "A".repeat(40_000)))).verify(ISSUER);
  }

  @Test
  void a_key_for_agreement_signs_no_jwt() {
    var key = Keys.key(KeyCurve.X25519);

    assertThatThrownBy(() -> CredentialJwt.sign(content("x"), key, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

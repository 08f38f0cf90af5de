package duet.credential;

import static duet.credential.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.InvalidCredentialException.Reason;
import duet.credential.PresentationJwt.Content;
import duet.didcomm.Base64Url;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationJwtTest {
  private static final SigningKey KEY = Keys.key(KeyCurve.SECP256K1);
  private static final PrismDid HOLDER = Keys.did(Keys.auth(KEY));

  @ParameterizedTest
  @MethodSource("duet.credential.Keys#signing")
  void a_presentation_is_read_back_and_verifies(KeyCurve curve) {
    var key = Keys.key(curve);
    var holder = Keys.did(Keys.auth(key), Keys.issue(Keys.key(curve)));
    var content = new Content(holder.did(), "domain", Optional.of("challenge"), List.of("a.b.c"));

    var jwt = PresentationJwt.parse(PresentationJwt.sign(content, key, Optional.of("auth-1")));

    jwt.verify(holder);
    assertThat(jwt.issuer()).isEqualTo(holder.did());
    assertThat(jwt.audience()).containsExactly("domain");
    assertThat(jwt.nonce()).contains("challenge");
    assertThat(jwt.credentials()).containsExactly("a.b.c");
    assertThat(jwt.notBefore()).isEmpty();
    assertThat(jwt.expires()).isEmpty();
  }

  @Test
  void a_request_has_no_credentials_and_an_audience_in_either_form() {
    var bare = forged("{\"iss\":\"x\",\"aud\":[\"a\",\"b\"],\"vp\":{}}");
    var empty = forged("{\"iss\":\"x\",\"aud\":\"a\",\"vp\":{\"verifiableCredential\":[]}}");
    var neither = forged("{\"iss\":\"x\",\"vp\":{\"verifiableCredential\":\"a.b.c\"}}");

    assertThat(bare.credentials()).isEmpty();
    assertThat(bare.audience()).containsExactly("a", "b");
    assertThat(empty.credentials()).isEmpty();
    assertThat(empty.audience()).containsExactly("a");
    assertThat(neither.audience()).isEmpty();
    assertThat(neither.nonce()).isEmpty();
    assertThat(neither.credentials()).containsExactly("a.b.c");
  }

  @Test
  void an_issuing_or_master_key_signs_no_presentation() {
    var issuing = Keys.did(Keys.issue(KEY));
    var master = PrismDid.create(List.of(Keys.master(KEY)), List.of());

    assertRefused(Reason.NO_KEY_FOR_PURPOSE, () -> signedBy(issuing).verify(issuing));
    assertRefused(Reason.NO_KEY_FOR_PURPOSE, () -> signedBy(master).verify(master));
  }

  @Test
  void another_holder_or_another_key_is_refused() {
    var other = Keys.did(Keys.auth(Keys.key(KeyCurve.SECP256K1)));

    assertRefused(Reason.OTHER_ISSUER, () -> signedBy(HOLDER).verify(other));
    assertRefused(Reason.SIGNATURE, () -> signedBy(other).verify(other));
  }

  @Test
  void a_presentation_of_a_megabyte_is_refused() {
    assertRefused(Reason.TOO_LARGE, () -> PresentationJwt.parse("A".repeat(1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"aud\":\"a\",\"vp\":{}}",
        "{\"iss\":\"x\"}",
        "{\"iss\":\"x\",\"vp\":[]}",
        "{\"iss\":\"x\",\"aud\":7,\"vp\":{}}",
        "{\"iss\":\"x\",\"aud\":[7],\"vp\":{}}",
        "{\"iss\":\"x\",\"nonce\":7,\"vp\":{}}",
        "{\"iss\":\"x\",\"vp\":{\"verifiableCredential\":[{}]}}",
        "[]",
        "{"
      })
  void claims_that_make_no_presentation_are_refused(String payload) {
    assertRefused(Reason.MALFORMED, () -> forged(payload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b", "a.b.c.d", "eyJhbGciOiJFZERTQSJ9.e30.!", "e30.e30", "é.é.é"})
  void what_is_not_a_jwt_is_refused(String text) {
    assertRefused(Reason.MALFORMED, () -> PresentationJwt.parse(text));
  }

  private static PresentationJwt signedBy(PrismDid holder) {
    var content = new Content(holder.did(), "domain", Optional.empty(), List.of());
    return PresentationJwt.parse(PresentationJwt.sign(content, KEY, Optional.empty()));
  }

  private static PresentationJwt forged(String payload) {
    var body =
        Base64Url.encode("{\"alg\":\"ES256K\"}".getBytes(UTF_8))
            + "."
            + Base64Url.encode(payload.getBytes(UTF_8));
    return PresentationJwt.parse(body + "." + Base64Url.encode(KEY.sign(body.getBytes(UTF_8))));
  }
}

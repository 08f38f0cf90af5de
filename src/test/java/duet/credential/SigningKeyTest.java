package duet.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SigningKeyTest {
  private static final byte[] CONTENT = "to sign".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource(names = "X25519", mode = Mode.EXCLUDE)
  void a_signature_is_that_of_its_key_and_content_alone(KeyCurve curve) {
    var key = Keys.key(curve);

    byte[] signature = key.sign(CONTENT);

    assertThat(signature).hasSize(64).isEqualTo(key.sign(CONTENT));
    assertThat(key.publicKey().verify(CONTENT, signature)).isTrue();
    assertThat(key.publicKey().verify("else".getBytes(UTF_8), signature)).isFalse();
    assertThat(Keys.key(curve).publicKey().verify(CONTENT, signature)).isFalse();
    assertThat(key.publicKey().verify(CONTENT, new byte[64])).isFalse();
    assertThat(key.publicKey().verify(CONTENT, new byte[63])).isFalse();
    signature[40] ^= 1;
    assertThat(key.publicKey().verify(CONTENT, signature)).isFalse();
  }

  @Test
  void a_key_for_agreement_signs_nothing() {
    var key = Keys.key(KeyCurve.X25519);

    assertThatThrownBy(() -> key.sign(CONTENT)).isInstanceOf(IllegalStateException.class);
    assertThat(key.publicKey().verify(CONTENT, new byte[64])).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void a_key_is_stored_as_a_jwk(KeyCurve curve) {
    var key = Keys.key(curve);

    var read = SigningKey.fromJwk(key.toJwk());

    assertThat(read.publicKey()).isEqualTo(key.publicKey());
    assertThat(read.toJwk()).isEqualTo(key.toJwk());
    assertThat(PublicKey.fromJwk(key.publicKey().toJwk())).isEqualTo(key.publicKey());
  }

  @ParameterizedTest
  @EnumSource
  void a_private_half_is_never_shown(KeyCurve curve) {
    var key = Keys.key(curve);
    var secret = key.toJwk().replaceAll(".*\"d\":\"([^\"]+)\".*", "$1");
    assertThat(secret).hasSize(43);

    assertThat(key.toString()).doesNotContain(secret);
    for (String damaged :
        new String[] {
          key.toJwk().substring(1),
          key.toJwk().replace(secret, secret + "!"),
          key.toJwk().replace(secret, secret.substring(2)),
          key.toJwk().replace("\"x\"", "\"z\"")
        }) {
      assertThatThrownBy(() -> SigningKey.fromJwk(damaged))
          .isInstanceOf(InvalidCredentialException.class)
          .hasMessageNotContaining(secret.substring(2, 12))
          .hasStackTraceContaining("invalid jwk");
    }
  }

  @Test
  void halves_of_two_keys_are_refused() {
    var key = Keys.key(KeyCurve.ED25519);
    var other = Keys.key(KeyCurve.ED25519);
    var mixed = key.toJwk().replace(key.publicKey().encoded(), other.publicKey().encoded());

    assertThatThrownBy(() -> SigningKey.fromJwk(mixed))
        .isInstanceOfSatisfying(
            InvalidCredentialException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
        .hasMessageContaining("the public half of d");
  }

  @Test
  void a_point_beside_the_curve_is_refused() {
    assertThatThrownBy(() -> PublicKey.ofPoint(new byte[] {1}, new byte[] {1}))
        .isInstanceOf(InvalidCredentialException.class);
    byte[] raw = new byte[33];
    raw[0] = 2;
    raw[32] = 5; // x³ + 7 isn't a square
    assertThatThrownBy(() -> PublicKey.of(KeyCurve.SECP256K1, raw))
        .isInstanceOf(InvalidCredentialException.class);
  }

  @Test
  void no_coordinate_of_a_new_key_begins_with_a_zero_byte() {
    var numbers = IntStream.range(1, 2_000).iterator();
    var counting =
        new SecureRandom() {
          private static final long serialVersionUID = 1;

          @Override
          public void nextBytes(byte[] bytes) {
            byte[] number = HexFormat.of().parseHex("%064x".formatted(numbers.nextInt()));
            System.arraycopy(number, 0, bytes, 0, bytes.length);
          }
        };

    for (int i = 0; i < 300; i++) {
      var jwk = SigningKey.generate(KeyCurve.SECP256K1, counting).publicKey().toJwk();
      assertThat(Base64Url.decode("x", jwk.path("x").textValue(), 32)[0]).isNotZero();
      assertThat(Base64Url.decode("y", jwk.path("y").textValue(), 32)[0]).isNotZero();
    }
    // Without the rule these would have been the numbers 1 to 300.
    assertThat(numbers.nextInt()).isGreaterThan(301);
  }

  /** The k of RFC 6979 gives one signature: a known answer for secp256k1 and SHA-256. */
  @Test
  void es256k_is_deterministic() {
    byte[] one = new byte[32];
    one[31] = 1;

    assertThat(HexFormat.of().formatHex(Secp256k1.sign(one, "Satoshi Nakamoto".getBytes(UTF_8))))
        .startsWith("934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8");
  }
}

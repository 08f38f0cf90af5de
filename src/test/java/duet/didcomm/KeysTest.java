package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.PeerDid.Curve;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair agreement = KeyPair.generate(Curve.X25519, RANDOM);
  private final KeyPair authentication = KeyPair.generate(Curve.ED25519, RANDOM);

  @Test
  void a_key_comes_back_from_its_jwk() {
    assertThat(KeyPair.fromJwk(Curve.X25519, agreement.toJwk()).toJwk())
        .isEqualTo(agreement.toJwk());
    assertThat(KeyPair.fromJwk(Curve.ED25519, authentication.toJwk()).publicKey())
        .isEqualTo(authentication.publicKey());
  }

  @Test
  void a_key_never_shows_its_private_half() {
    assertThat(agreement).hasToString("X25519 " + agreement.publicKey());
    assertThat(authentication).hasToString("Ed25519 " + authentication.publicKey());
  }

  @Test
  void a_damaged_jwk_is_refused_without_showing_its_private_half() {
    String d = jwk().get("d").textValue();
    for (String jwk :
        List.of(
            "",
            d,
            "\"" + d + "\"",
            agreement.toJwk() + d,
            changed(jwk -> jwk.put("d", d + "A")),
            changed(jwk -> jwk.put("d", d + "=")),
            changed(jwk -> jwk.putArray("d").add(d)),
            changed(jwk -> jwk.remove("d")),
            changed(jwk -> jwk.remove("x")),
            changed(jwk -> jwk.put("x", authentication.publicKey())),
            changed(jwk -> jwk.put("kty", "EC")),
            authentication.toJwk())) {
      assertThatThrownBy(() -> KeyPair.fromJwk(Curve.X25519, jwk))
          .isInstanceOf(MalformedException.class)
          .satisfies(
              e -> assertThat(trace(e)).startsWith("duet").doesNotContain(d.substring(0, 8)));
    }
  }

  private ObjectNode jwk() {
    return JsonObject.parse("jwk", agreement.toJwk()).node();
  }

  private String changed(Consumer<ObjectNode> change) {
    ObjectNode jwk = jwk();
    change.accept(jwk);
    return jwk.toString();
  }

  private static String trace(Throwable exception) {
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}

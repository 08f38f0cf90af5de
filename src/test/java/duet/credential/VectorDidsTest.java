package duet.credential;

import static org.assertj.core.api.Assertions.assertThat;

import duet.didcomm.Shared;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DIDs as true agents and wallets make them, with their keys. */
class VectorDidsTest {
  private static final String FOLDER = "credentials/vectors";
  private static final byte[] CONTENT = "to sign".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "did-agent-secp256k1.json",
        "did-agent-Ed25519.json",
        "did-agent-service.json",
        "did-wallet-secp256k1.json",
        "did-wallet-Ed25519.json"
      })
  void a_did_is_read_with_all_its_keys_and_services(String file) {
    var vector = Shared.json(FOLDER, file);

    var did = PrismDid.parse(vector.path("longForm").textValue());

    assertThat(did.canonical()).isEqualTo(vector.path("canonical").textValue());
    var keys = vector.path("decoded").path("publicKeys");
    assertThat(did.keys()).hasSize(keys.size());
    for (var expected : keys) {
      var key = did.key(expected.path("id").textValue()).orElseThrow();
      assertThat(key.purpose().number()).isEqualTo(expected.path("usage").intValue());
      assertThat(key.curve().wireName()).isEqualTo(expected.path("curve").textValue());
      assertThat(key.publicKey().toJwk()).isEqualTo(expected.path("publicJwk"));
      if (expected.path("keyData").textValue().startsWith("compressed")) {
        assertThat(HexFormat.of().formatHex(key.publicKey().raw()))
            .isEqualTo(expected.path("dataHex").textValue());
      }
    }
    var services = vector.path("decoded").path("services");
    assertThat(did.services()).hasSize(services.size());
    for (int i = 0; i < services.size(); i++) {
      assertThat(did.services().get(i).id()).isEqualTo(services.get(i).path("id").textValue());
      assertThat(did.services().get(i).endpoints().get(0))
          .isEqualTo(services.get(i).path("endpoint").get(0).textValue());
    }
    for (var secret : vector.path("privateKeys")) {
      if (!secret.has("jwk")) {
        continue; // a wallet's Ed25519 key, which has no seed of 32 bytes
      }
      var key = SigningKey.fromJwk(secret.path("jwk").toString());
      var own = did.key(secret.path("id").textValue()).orElseThrow().publicKey();
      assertThat(key.publicKey()).isEqualTo(own);
      assertThat(own.verify(CONTENT, key.sign(CONTENT))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"did-agent-secp256k1.json", "did-agent-Ed25519.json", "did-agent-service.json"})
  void an_agents_did_is_written_as_the_agent_does(String file) {
    var text = Shared.json(FOLDER, file).path("longForm").textValue();
    var did = PrismDid.parse(text);

    assertThat(PrismDid.create(did.keys(), did.services()).did()).isEqualTo(text);
  }
}

package duet.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.SigningKey;
import duet.embedded.protocol.DidTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DidStoreTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path data;

  @Test
  void a_did_comes_back_with_its_keys_and_its_long_form() {
    var made = made();
    try (var store = AgentStore.open(data)) {
      store.dids().add(new ManagedDid(Samples.WALLET, made.did(), made.keys()));
    }
    try (var store = AgentStore.open(data)) {
      var did = store.dids().find(Samples.WALLET, made.did()).orElseThrow();
      assertThat(did.did()).isEqualTo(made.did());
      assertThat(did.key("unknown")).isEmpty();
      for (var key : made.did().keys()) {
        var content = key.id().getBytes(StandardCharsets.UTF_8);
        var signature = did.key(key.id()).orElseThrow().sign(content);
        assertThat(key.publicKey().verify(content, signature)).as(key.id()).isTrue();
      }
      assertThat(store.dids().publish(did)).isPresent();
      assertThat(store.dids().publish(did)).isEmpty();
    }
    try (var store = AgentStore.open(data)) {
      var did = store.dids().find(Samples.WALLET, made.did()).orElseThrow();
      assertThat(did.published()).isTrue();
      assertThat(did.did().isLongForm()).isTrue();
      assertThat(did.toString())
          .contains("master0")
          .doesNotContain(made.keys().get("master0").toJwk(), "\"d\"");
    }
  }

  private static DidTemplate.NewDid made() {
    var keys =
        List.of(
            new DidTemplate.Key("one", KeyPurpose.AUTHENTICATION, KeyCurve.ED25519),
            new DidTemplate.Key("two", KeyPurpose.ISSUING, KeyCurve.SECP256K1));
    return new DidTemplate(keys, List.of()).create(curve -> SigningKey.generate(curve, RANDOM));
  }
}

package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.PeerDid.Curve;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The DIDComm specification's own X25519 envelopes (appendices A and C). */
class VectorsTest {
  private JsonNode vectors;

  @BeforeEach
  void read_the_vectors() {
    vectors = Shared.json("didcomm-vectors", "x25519.json");
  }

  @Test
  void every_recipient_opens_every_envelope() {
    for (JsonNode envelope : vectors.get("envelopes")) {
      for (JsonNode recipient : vectors.get("recipient_secrets")) {
        Unpacked unpacked = unpack(envelope, recipient.get("kid").textValue());
        assertThat(sealed(unpacked.plaintext())).isEqualTo(vectors.get("plaintext"));
        assertThat(unpacked.recipientKid()).isEqualTo(recipient.get("kid").textValue());
      }
    }
  }

  @Test
  void only_the_authcrypt_tells_its_sender() {
    for (JsonNode envelope : vectors.get("envelopes")) {
      Optional<String> sender = Optional.ofNullable(envelope.get("skid").textValue());
      Unpacked unpacked = unpack(envelope, "did:example:bob#key-x25519-2");
      assertThat(unpacked.senderKid()).isEqualTo(sender);
      assertThat(unpacked.authenticated()).isEqualTo(sender.isPresent());
      assertThat(unpacked.anonymous()).isEqualTo(sender.isEmpty());
      assertThat(unpacked.message().from()).hasValue("did:example:alice");
    }
  }

  @Test
  void keys_come_back_from_their_jwk() {
    for (JsonNode secret : vectors.get("sender_secrets")) {
      boolean signs = secret.get("crv").textValue().equals("Ed25519");
      String publicKey =
          signs
              ? KeyPair.fromJwk(Curve.ED25519, secret.toString()).publicKey()
              : KeyPair.fromJwk(Curve.X25519, secret.toString()).publicKey();
      assertThat(publicKey).isEqualTo(secret.get("x").textValue());
    }
  }

  /**
   * The envelopes were sealed before the specification's example got its https and lost its typ.
   */
  private static ObjectNode sealed(String plaintext) {
    ObjectNode message = JsonObject.parse("plaintext", plaintext).node();
    assertThat(message.remove("typ").textValue()).isEqualTo("application/didcomm-plain+json");
    return message.put("type", message.get("type").textValue().replace("http:", "https:"));
  }

  private Unpacked unpack(JsonNode envelope, String kid) {
    PrivateKeys secrets =
        asked -> asked.equals(kid) ? key("recipient_secrets", kid) : Optional.empty();
    PublicKeys senders = asked -> key("sender_secrets", asked).map(KeyPair::publicKey);
    return Envelope.unpack(envelope.get("message").toString(), secrets, senders);
  }

  private Optional<KeyPair> key(String owner, String kid) {
    return vectors.get(owner).findParents("kid").stream()
        .filter(jwk -> jwk.get("kid").textValue().equals(kid))
        .map(jwk -> KeyPair.fromJwk(Curve.X25519, jwk.toString()))
        .findFirst();
  }
}

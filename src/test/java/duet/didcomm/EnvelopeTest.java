package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.ContentEncryption.Sealed;
import duet.didcomm.EnvelopeException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeTest {
  private static final String TEXT = "{\"id\":\"1\",\"type\":\"https://example.com/1.0/ping\"}";

  private final Peer alice = Peer.create();
  private final Peer bob = Peer.create();

  @Test
  void an_authcrypt_tells_its_recipient_what_was_sealed_and_by_whom() {
    Unpacked unpacked = unpack(authcrypt(TEXT));
    assertThat(unpacked).isEqualTo(new Unpacked(TEXT, false, Optional.of(alice.kid()), bob.kid()));
  }

  @Test
  void an_anoncrypt_tells_no_sender() {
    Unpacked unpacked = unpack(anoncrypt(TEXT));
    assertThat(unpacked).isEqualTo(new Unpacked(TEXT, true, Optional.empty(), bob.kid()));
  }

  @Test
  void an_authcrypt_inside_an_anoncrypt_is_both() {
    Unpacked unpacked = unpack(anoncrypt(authcrypt(TEXT)));
    assertThat(unpacked).isEqualTo(new Unpacked(TEXT, true, Optional.of(alice.kid()), bob.kid()));
  }

  @Test
  void no_other_nesting_is_opened() {
    for (String nested :
        List.of(
            anoncrypt(anoncrypt(TEXT)),
            anoncrypt(anoncrypt(authcrypt(TEXT))),
            anoncrypt(authcrypt(authcrypt(TEXT))),
            anoncrypt(authcrypt(anoncrypt(TEXT))),
            authcrypt(authcrypt(TEXT)),
            authcrypt(anoncrypt(TEXT)))) {
      assertThatThrownBy(() -> unpack(nested))
          .isInstanceOfSatisfying(
              EnvelopeException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED));
    }
  }

  @Test
  void a_message_may_carry_an_envelope_as_its_content() {
    String message = "{\"id\":\"1\",\"type\":\"t\",\"body\":{\"e\":" + authcrypt(TEXT) + "}}";
    assertThat(unpack(authcrypt(message)).plaintext()).isEqualTo(message);
  }

  @Test
  void each_of_several_recipients_opens_the_same_envelope() {
    List<Peer> readers = List.of(Peer.create(), Peer.create(), bob);
    List<PeerDid.Key> keys = readers.stream().map(Peer::agreementKey).toList();
    for (String envelope :
        List.of(
            Envelope.authcrypt(TEXT, alice.kid(), alice.key(), keys),
            Envelope.anoncrypt(TEXT, keys))) {
      for (Peer reader : readers) {
        Unpacked unpacked = Envelope.unpack(envelope, reader, PublicKeys.PEER);
        assertThat(unpacked.plaintext()).isEqualTo(TEXT);
        assertThat(unpacked.recipientKid()).isEqualTo(reader.kid());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_anoncrypt_may_use_any_of_three_ciphers(ContentEncryption enc) {
    String envelope = new Forge(alice, bob).anoncrypt(enc, header -> {});
    assertThat(unpack(envelope).plaintext()).isEqualTo("{}");
  }

  @Test
  void an_authcrypt_may_name_its_sender_in_apu_alone() {
    String envelope =
        new Forge(alice, bob)
            .authcrypt(ContentEncryption.A256CBC_HS512, header -> header.remove("skid"));
    assertThat(unpack(envelope).senderKid()).hasValue(alice.kid());
  }

  @Test
  void a_type_may_be_absent_or_short() {
    Forge forge = new Forge(alice, bob);
    ContentEncryption enc = ContentEncryption.A256CBC_HS512;
    assertThat(unpack(forge.authcrypt(enc, header -> header.remove("typ"))).authenticated())
        .isTrue();
    assertThat(
            unpack(forge.authcrypt(enc, header -> header.put("typ", "didcomm-encrypted+json")))
                .authenticated())
        .isTrue();
  }

  @Test
  void unknown_members_are_passed_over() {
    String envelope =
        new Forge(alice, bob)
            .authcrypt(ContentEncryption.A256CBC_HS512, header -> header.put("x", 1));
    assertThat(unpack(envelope.replaceFirst("\\{", "{\"x\":1,")).authenticated()).isTrue();
  }

  @Test
  void any_text_may_be_sealed() {
    for (String text : List.of("", "ä€🙂\u0000\n", "x".repeat(100_000), "\"ciphertext\"")) {
      assertThat(unpack(authcrypt(text)).plaintext()).isEqualTo(text);
      assertThat(unpack(anoncrypt(text)).plaintext()).isEqualTo(text);
    }
  }

  @Test
  void the_layout_is_the_one_agents_write() {
    JsonNode envelope = JsonObject.tree("envelope", authcrypt(TEXT));
    assertThat(names(envelope))
        .containsExactly("ciphertext", "protected", "recipients", "tag", "iv");
    assertThat(names(envelope.get("recipients").get(0))).containsExactly("encrypted_key", "header");
    JsonNode header = Forge.header(envelope.get("protected").textValue());
    assertThat(names(header)).containsExactly("epk", "apv", "skid", "apu", "typ", "enc", "alg");
    assertThat(names(header.get("epk"))).containsExactly("kty", "crv", "x");
    assertThat(
            names(Forge.header(JsonObject.tree("", anoncrypt(TEXT)).get("protected").textValue())))
        .containsExactly("epk", "apv", "typ", "enc", "alg");
  }

  @Test
  void no_two_envelopes_share_a_part() {
    JsonNode first = JsonObject.tree("envelope", authcrypt(TEXT));
    JsonNode second = JsonObject.tree("envelope", authcrypt(TEXT));
    for (String name : names(first)) {
      assertThat(first.get(name)).as(name).isNotEqualTo(second.get(name));
    }
  }

  @Test
  void only_an_authcrypts_wrapped_keys_depend_on_its_tag() throws Exception {
    for (String envelope : List.of(authcrypt(TEXT), anoncrypt(TEXT))) {
      ProtectedHeader header = Jwe.parse(envelope).header();
      KeyAgreement alg = header.alg();
      byte[] shared = new byte[32];
      assertThat(
              alg.derive(shared, header, new byte[] {1})
                  .equals(alg.derive(shared, header, new byte[] {2})))
          .isEqualTo(alg == KeyAgreement.ECDH_ES_A256KW);
    }
  }

  @Test
  void recipients_must_be_there_once_and_able_to_agree() {
    PeerDid.Key signing = bob.did().keys().get(1);
    PeerDid.Key key = bob.agreementKey();
    for (List<PeerDid.Key> wrong :
        List.<List<PeerDid.Key>>of(List.of(), List.of(key, key), List.of(signing))) {
      assertThatThrownBy(() -> Envelope.anoncrypt(TEXT, wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Envelope.authcrypt(TEXT, alice.kid(), alice.key(), wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nothing_is_sealed_for_a_point_of_low_order() {
    String zero = Base64Url.encode(new byte[32]);
    PeerDid.Key weak = new PeerDid.Key("did:example:bob#1", PeerDid.Curve.X25519, zero);
    assertThatThrownBy(() -> Envelope.anoncrypt(TEXT, List.of(weak)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("low order");
  }

  @Test
  void what_agents_sent_each_other_is_taken_apart_and_put_together_alike() {
    for (String file : List.of("request-envelope.json", "response-envelope.json")) {
      JsonNode recorded = Shared.json("cloud-agent/didcomm", file);
      Jwe jwe = Jwe.parse(recorded.toString());
      assertThat(JsonObject.tree("", jwe.toJson())).isEqualTo(recorded);
      assertThat(Forge.header(jwe.header().encode()))
          .isEqualTo(Forge.header(recorded.get("protected").textValue()));
      assertThat(names(Forge.header(jwe.header().encode())))
          .isEqualTo(names(Forge.header(recorded.get("protected").textValue())));
      Sealed sealed = jwe.sealed();
      assertThat(sealed.ciphertext()).isNotEmpty();
      assertThat(PublicKeys.PEER.find(jwe.header().senderKid().orElseThrow())).isPresent();
    }
  }

  private String authcrypt(String plaintext) {
    return Envelope.authcrypt(plaintext, alice.kid(), alice.key(), bob.agreementKey());
  }

  private String anoncrypt(String plaintext) {
    return Envelope.anoncrypt(plaintext, List.of(bob.agreementKey()));
  }

  private Unpacked unpack(String envelope) {
    return Envelope.unpack(envelope, bob, PublicKeys.PEER);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}

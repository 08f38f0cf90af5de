package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.EnvelopeException.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Envelopes that were damaged, or made by someone who means harm. */
class ForgedEnvelopeTest {
  private static final ContentEncryption CBC = ContentEncryption.A256CBC_HS512;
  private static final String TEXT = "{\"id\":\"1\",\"type\":\"https://example.com/1.0/ping\"}";

  private final Peer alice = Peer.create();
  private final Peer bob = Peer.create();
  private final Peer eve = Peer.create();
  private final Forge forge = new Forge(alice, bob);
  private final String authcrypt =
      Envelope.authcrypt(TEXT, alice.kid(), alice.key(), bob.agreementKey());
  private final String anoncrypt = Envelope.anoncrypt(TEXT, List.of(bob.agreementKey()));

  @Test
  void not_one_character_may_change() {
    for (String envelope : List.of(authcrypt, anoncrypt)) {
      for (int i = 0; i < envelope.length(); i++) {
        char changed = envelope.charAt(i) == 'A' ? 'B' : 'A';
        refused(envelope.substring(0, i) + changed + envelope.substring(i + 1));
        // the last bits of a base64 text are the ones a lenient decoder drops
        refused(
            envelope.substring(0, i) + (char) (envelope.charAt(i) ^ 1) + envelope.substring(i + 1));
      }
    }
  }

  @Test
  void whatever_arrives_there_is_one_kind_of_exception() {
    Random random = new Random(17);
    String noise = "{}[]\",:\\ \u0000\ud800Aé=-_0e9";
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? authcrypt : anoncrypt);
      for (int edits = random.nextInt(3); edits >= 0; edits--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(8));
        text.replace(at, end, noise.substring(0, random.nextInt(3)));
        text.insert(at, noise.charAt(random.nextInt(noise.length())));
      }
      try {
        assertThat(unpack(text.toString()).plaintext()).isEqualTo(TEXT);
      } catch (EnvelopeException e) {
        assertThat(e.fault()).isNotNull();
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> an_envelope_is_one_strict_json_object() {
    return Stream.of(
            "",
            " ",
            "null",
            "[]",
            "\"text\"",
            "{",
            authcrypt + "x",
            authcrypt + authcrypt,
            authcrypt.replaceFirst("\\{", "{\"iv\":\"\","),
            authcrypt.replaceFirst("\\{\"kid", "{\"kid\":\"\",\"kid"),
            "[".repeat(100_000),
            "{\"x\":".repeat(1_000),
            authcrypt + " ".repeat(1 << 20))
        .map(text -> test(Excerpt.of(text), () -> malformed(text, "envelope")));
  }

  @Test
  void what_is_passed_over_may_not_be_deep() {
    String shallow = "[".repeat(60) + "]".repeat(60);
    String deep = "[".repeat(70) + "]".repeat(70);
    assertThat(unpack(authcrypt.replaceFirst("\\{", "{\"x\":" + shallow + ",")).plaintext())
        .isEqualTo(TEXT);
    malformed(authcrypt.replaceFirst("\\{", "{\"x\":" + deep + ","), "envelope");
  }

  @TestFactory
  Stream<DynamicTest> parts_outside_the_header_must_be_whole() {
    return Stream.of(
        part("protected", ObjectNode::removeAll),
        part("ciphertext", envelope -> envelope.remove("ciphertext")),
        part("ciphertext", envelope -> envelope.put("ciphertext", 1)),
        part("ciphertext", envelope -> envelope.put("ciphertext", "====")),
        part("iv", envelope -> envelope.remove("iv")),
        part("iv", envelope -> envelope.put("iv", "AAAA")),
        part("iv", envelope -> envelope.put("iv", envelope.get("iv").asText() + "==")),
        part("tag", envelope -> envelope.putNull("tag")),
        part("tag", envelope -> envelope.put("tag", "")),
        part("tag", envelope -> envelope.put("tag", envelope.get("tag").asText().substring(0, 22))),
        part("protected", envelope -> envelope.remove("protected")),
        part("protected", envelope -> envelope.put("protected", "")),
        part("protected", envelope -> envelope.put("protected", "e30=")),
        part("protected", envelope -> envelope.put("protected", "_w")),
        part("protected", envelope -> envelope.put("protected", "W10")),
        part("unprotected", envelope -> envelope.putObject("unprotected").put("enc", "A256GCM")),
        part("aad", envelope -> envelope.put("aad", "AAAA")),
        part("header", envelope -> envelope.putObject("header")),
        part("encrypted_key", envelope -> envelope.put("encrypted_key", "AAAA")),
        part("recipients", envelope -> envelope.remove("recipients")),
        part("recipients", envelope -> envelope.putArray("recipients")),
        part("recipients", envelope -> envelope.putObject("recipients")),
        part("recipients", envelope -> envelope.putArray("recipients").add(1)),
        part("recipients", envelope -> recipients(envelope).add(recipients(envelope).get(0))),
        part("recipients.header", envelope -> recipient(envelope).remove("header")),
        part("recipients.header.kid", envelope -> recipient(envelope).putObject("header")),
        part("recipients.header", envelope -> kid(envelope).put("alg", "dir")),
        part("recipients.header.kid", envelope -> kid(envelope).put("kid", 5)),
        part("recipients.encrypted_key", envelope -> recipient(envelope).remove("encrypted_key")),
        part(
            "recipients.encrypted_key",
            envelope -> recipient(envelope).put("encrypted_key", "AAAA")),
        part("protected.apv", envelope -> kid(envelope).put("kid", alice.kid())));
  }

  @TestFactory
  Stream<DynamicTest> a_header_must_hold_even_if_it_is_sealed_well() {
    return Stream.of(
        header("alg", header -> header.put("alg", "ECDH-1PU+A128KW")),
        header("alg", header -> header.put("alg", "dir")),
        header("alg", header -> header.remove("alg")),
        header("enc", header -> header.put("enc", "A128CBC-HS256")),
        header("enc", header -> header.put("enc", "XC20P")),
        header("enc", header -> header.put("enc", "A256GCM")),
        header("enc", header -> header.remove("enc")),
        header("crit", header -> header.putArray("crit").add("exp")),
        header("zip", header -> header.put("zip", "DEF")),
        header("typ", header -> header.put("typ", "application/didcomm-plain+json")),
        header("typ", header -> header.put("typ", 1)),
        header("apv", header -> header.remove("apv")),
        header("apv", header -> header.put("apv", "")),
        header("apv", header -> header.put("apv", header.get("apv").asText() + "=")),
        header("apu", header -> header.remove("apu")),
        header("apu", header -> header.put("apu", "_w")),
        header("skid", header -> header.put("skid", eve.kid())),
        header("skid", header -> header.put("apu", Base64Url.encode(Utf8.encode(eve.kid())))),
        header("epk", header -> header.remove("epk")),
        header("epk", header -> header.put("epk", "")),
        header("epk.kty", header -> epk(header).put("kty", "EC")),
        header("epk.crv", header -> epk(header).put("crv", "Ed25519")),
        header("epk.x", header -> epk(header).put("x", "AAAA")),
        header("epk.x", header -> epk(header).remove("x")),
        header("epk", header -> epk(header).put("x", Base64Url.encode(new byte[32]))),
        header("epk", header -> epk(header).put("x", Base64Url.encode(one()))));
  }

  @Test
  void an_authcrypt_with_a_cipher_that_commits_to_no_key_is_refused_however_genuine() {
    malformed(forge.authcrypt(ContentEncryption.A256GCM, header -> {}), "envelope.protected.enc");
    malformed(forge.authcrypt(ContentEncryption.XC20P, header -> {}), "envelope.protected.enc");
  }

  @Test
  void an_anoncrypt_must_not_claim_a_sender() {
    malformed(
        forge.anoncrypt(CBC, header -> header.put("skid", alice.kid())), "envelope.protected.skid");
  }

  @Test
  void a_plaintext_must_be_text() {
    malformed(forge.authcrypt(CBC, new byte[] {(byte) 0xff}, header -> {}), "plaintext");
  }

  @Test
  void an_envelope_for_others_says_for_whom_it_is() {
    EnvelopeException refusal =
        catchThrowableOfType(
            EnvelopeException.class, () -> Envelope.unpack(authcrypt, eve, PublicKeys.PEER));
    assertThat(refusal.fault()).isEqualTo(Fault.UNKNOWN_RECIPIENT);
    assertThat(refusal.recipients()).containsExactly(bob.kid());
  }

  @Test
  void another_private_key_opens_nothing() {
    PrivateKeys wrong = kid -> Optional.of(eve.key());
    for (String envelope : List.of(authcrypt, anoncrypt)) {
      EnvelopeException refusal =
          catchThrowableOfType(
              EnvelopeException.class, () -> Envelope.unpack(envelope, wrong, PublicKeys.PEER));
      assertThat(refusal.fault()).isEqualTo(Fault.UNDECIPHERABLE);
    }
  }

  @Test
  void a_sender_must_be_known() {
    EnvelopeException refusal =
        catchThrowableOfType(
            EnvelopeException.class,
            () -> Envelope.unpack(authcrypt, bob, kid -> Optional.empty()));
    assertThat(refusal.fault()).isEqualTo(Fault.UNKNOWN_SENDER);
    assertThat(refusal.recipients()).isEmpty();
  }

  @Test
  void a_senders_key_must_be_a_key() {
    for (String key : List.of("", "AAAA", "not base64!", Base64Url.encode(new byte[32]))) {
      EnvelopeException refusal =
          catchThrowableOfType(
              EnvelopeException.class,
              () -> Envelope.unpack(authcrypt, bob, kid -> Optional.of(key)));
      assertThat(refusal.fault()).isEqualTo(Fault.MALFORMED);
    }
  }

  @Test
  void who_seals_with_her_own_key_in_anothers_name_is_found_out() {
    String forged = Envelope.authcrypt(TEXT, alice.kid(), eve.key(), bob.agreementKey());
    assertThat(refused(forged).fault()).isEqualTo(Fault.UNDECIPHERABLE);
  }

  @Test
  void a_message_must_be_from_whoever_sealed_it() {
    String from = "{\"id\":\"1\",\"type\":\"t\",\"from\":\"" + alice.did().did() + "\"}";
    assertThat(unpack(seal(alice, from)).message().from()).hasValue(alice.did().did());
    assertThat(unpack(Envelope.anoncrypt(from, List.of(bob.agreementKey()))).message().from())
        .hasValue(alice.did().did());
    for (String forged : List.of(seal(eve, from), authcrypt)) {
      Unpacked unpacked = unpack(forged);
      EnvelopeException refusal = catchThrowableOfType(EnvelopeException.class, unpacked::message);
      assertThat(refusal.fault()).isEqualTo(Fault.FORGED);
    }
  }

  private String seal(Peer sender, String plaintext) {
    return Envelope.authcrypt(plaintext, sender.kid(), sender.key(), bob.agreementKey());
  }

  private DynamicTest part(String part, Consumer<ObjectNode> change) {
    ObjectNode envelope = JsonObject.parse("envelope", authcrypt).node();
    change.accept(envelope);
    return test(part, () -> malformed(envelope.toString(), "envelope." + part));
  }

  private DynamicTest header(String part, Consumer<ObjectNode> change) {
    return test(part, () -> malformed(forge.authcrypt(CBC, change), "envelope.protected." + part));
  }

  private static DynamicTest test(String name, Runnable test) {
    return DynamicTest.dynamicTest(name, test::run);
  }

  private void malformed(String envelope, String part) {
    EnvelopeException refusal = refused(envelope);
    assertThat(refusal).hasMessageStartingWith("invalid " + part + ": ");
    assertThat(refusal.fault()).isEqualTo(Fault.MALFORMED);
  }

  private EnvelopeException refused(String envelope) {
    EnvelopeException refusal =
        catchThrowableOfType(EnvelopeException.class, () -> unpack(envelope));
    assertThat(refusal).as(Excerpt.of(envelope)).isNotNull();
    return refusal;
  }

  private Unpacked unpack(String envelope) {
    return Envelope.unpack(envelope, bob, PublicKeys.PEER);
  }

  private static ArrayNode recipients(ObjectNode envelope) {
    return envelope.withArray("recipients");
  }

  private static ObjectNode recipient(ObjectNode envelope) {
    return (ObjectNode) recipients(envelope).get(0);
  }

  private static ObjectNode kid(ObjectNode envelope) {
    return recipient(envelope).withObject("/header");
  }

  private static ObjectNode epk(ObjectNode header) {
    return header.withObject("/epk");
  }

  private static byte[] one() {
    byte[] one = new byte[32];
    one[0] = 1;
    return one;
  }
}

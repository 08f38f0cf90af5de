package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import duet.didcomm.Envelope;
import duet.didcomm.EnvelopeException;
import duet.didcomm.KeyPair;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.PublicKeys;
import duet.didcomm.Unpacked;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;

class EnvelopeFuzzTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KeyPair SENDER = KeyPair.generate(Curve.X25519, RANDOM);
  private static final PeerDid SENDER_DID =
      PeerDid.create(SENDER, KeyPair.generate(Curve.ED25519, RANDOM), Texts.SERVICE);
  private static final String SENDER_KID = SENDER_DID.agreementKey().id();
  private static final List<PeerDid.Key> US = List.of(Texts.DID.agreementKey());
  private static final List<PeerDid.Key> OTHERS_AND_US =
      List.of(
          PeerDid.create(
                  KeyPair.generate(Curve.X25519, RANDOM),
                  KeyPair.generate(Curve.ED25519, RANDOM),
                  Texts.SERVICE)
              .agreementKey(),
          US.get(0));

  private static final String MESSAGE =
      """
      {"id":"bfc8a538","typ":"application/didcomm-plain+json","type":"https://example.org/1.0/x",\
      "from":"%s","to":["%s"],"thid":"7a164427","pthid":"7a164427","created_time":1795231629,\
      "expires_time":1795232629,"body":{"goal":"x","accept":[]},"attachments":[]}"""
          .formatted(SENDER_DID.did(), Texts.DID.did());

  private static final List<String> SEALED =
      List.of(
          authcrypt(MESSAGE, US),
          authcrypt(MESSAGE, OTHERS_AND_US),
          Envelope.anoncrypt(MESSAGE, US),
          Envelope.anoncrypt(authcrypt(MESSAGE, US), US));

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_refused_or_the_envelope_that_its_sender_sealed(
      @ForAll("envelopes") String envelope) {
    var unpacked = unpacked(envelope);
    if (unpacked.isEmpty()) {
      Taken.no();
      return;
    }
    Taken.yes();
    // whatever else was sealed by somebody: nobody but the key's owner can be authenticated
    unpacked.get().senderKid().ifPresent(kid -> assertThat(kid).isEqualTo(SENDER_KID));
    Message message;
    try {
      message = unpacked.get().message();
    } catch (MalformedException | EnvelopeException e) {
      Texts.assertReadable(e);
      return;
    }
    assertThat(Message.parse(message.toJson())).isEqualTo(message);
    if (unpacked.get().authenticated()) {
      assertThat(message.from()).contains(SENDER_DID.did());
    }
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void a_changed_envelope_never_opens_to_anything_else(@ForAll("damaged") String envelope) {
    var unpacked = unpacked(envelope);
    if (unpacked.isEmpty()) {
      Taken.no();
    } else {
      Taken.yes();
      assertThat(unpacked.get().plaintext()).isEqualTo(MESSAGE);
    }
  }

  @Provide
  Arbitrary<String> damaged() {
    var parts = Arbitraries.of(SEALED).flatMap(EnvelopeFuzzTest::withItsHeaderEdited);
    return Arbitraries.frequencyOf(Tuple.of(3, Edit.ofAny(SEALED)), Tuple.of(2, parts));
  }

  @Provide
  Arbitrary<String> envelopes() {
    var plaintexts = Arbitraries.oneOf(Edit.of(MESSAGE), Arbitraries.strings().ofMaxLength(200));
    return Arbitraries.frequencyOf(
        Tuple.of(6, damaged()),
        Tuple.of(2, plaintexts.map(text -> authcrypt(text, US))),
        Tuple.of(1, plaintexts.map(text -> Envelope.anoncrypt(text, US))),
        Tuple.of(1, damaged().map(inner -> Envelope.anoncrypt(inner, US))),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(300)));
  }

  private static Arbitrary<String> withItsHeaderEdited(String envelope) {
    var header = envelope.replaceFirst(".*\"protected\":\"([^\"]*)\".*", "$1");
    var json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
    return Edit.of(json).map(edited -> envelope.replace(header, Texts.base64(edited)));
  }

  private static String authcrypt(String plaintext, List<PeerDid.Key> recipients) {
    return Envelope.authcrypt(plaintext, SENDER_KID, SENDER, recipients);
  }

  private static Optional<Unpacked> unpacked(String envelope) {
    try {
      return Optional.of(
          Envelope.unpack(
              envelope,
              kid -> US.get(0).id().equals(kid) ? Optional.of(Texts.KEY) : Optional.empty(),
              PublicKeys.PEER));
    } catch (EnvelopeException e) {
      Texts.assertReadable(e);
      return Optional.empty();
    }
  }
}

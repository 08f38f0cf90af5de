package duet.didcomm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.ByteUtils;
import duet.didcomm.ContentEncryption.Sealed;
import duet.didcomm.Jwe.Recipient;
import duet.didcomm.PeerDid.Curve;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * Encrypts and decrypts DIDComm v2 envelopes over X25519 (DIDComm Messaging, "DIDComm Encrypted
 * Messages").
 */
public final class Envelope {
  /** A POST's exact Content-Type: Cloud Agents refuse parameters. */
  public static final String MEDIA_TYPE = "application/didcomm-encrypted+json";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Envelope() {}

  /** An envelope for one recipient that proves its sender to it. */
  public static String authcrypt(
      String plaintext, String senderKid, KeyPair sender, PeerDid.Key recipient) {
    return authcrypt(plaintext, senderKid, sender, List.of(recipient));
  }

  /**
   * An envelope that proves its sender to its recipients: ECDH-1PU+A256KW and A256CBC-HS512.
   *
   * @param senderKid the id under which recipients find the sender's public key
   * @throws IllegalArgumentException without recipients, or with one twice or not on X25519
   * @throws MalformedException if a recipient's key is a point of low order
   */
  public static String authcrypt(
      String plaintext, String senderKid, KeyPair sender, List<PeerDid.Key> recipients) {
    KeyPair ephemeral = KeyPair.generate(Curve.X25519, RANDOM);
    ProtectedHeader header =
        new ProtectedHeader(
            KeyAgreement.ECDH_1PU_A256KW,
            ContentEncryption.A256CBC_HS512,
            ephemeral.rawPublicKey(),
            Optional.of(senderKid),
            Utf8.encode(senderKid),
            digest(recipients));
    return seal(
        plaintext,
        header,
        recipients,
        theirs ->
            ByteUtils.concat(
                ephemeral.agree("recipient's key", theirs),
                sender.agree("recipient's key", theirs)));
  }

  /**
   * An envelope that doesn't reveal its sender: ECDH-ES+A256KW and XC20P.
   *
   * @throws IllegalArgumentException without recipients, or with one twice or not on X25519
   * @throws MalformedException if a recipient's key is a point of low order
   */
  public static String anoncrypt(String plaintext, List<PeerDid.Key> recipients) {
    KeyPair ephemeral = KeyPair.generate(Curve.X25519, RANDOM);
    ProtectedHeader header =
        new ProtectedHeader(
            KeyAgreement.ECDH_ES_A256KW,
            ContentEncryption.XC20P,
            ephemeral.rawPublicKey(),
            Optional.empty(),
            new byte[0],
            digest(recipients));
    return seal(
        plaintext, header, recipients, theirs -> ephemeral.agree("recipient's key", theirs));
  }

  /**
   * Opens an authcrypt, an anoncrypt, or an authcrypt inside an anoncrypt. Other recipients are
   * skipped.
   *
   * @throws EnvelopeException if the envelope can't be opened or trusted
   */
  public static Unpacked unpack(String envelope, PrivateKeys secrets, PublicKeys senders) {
    return new EnvelopeUnpacker(secrets, senders).open(envelope);
  }

  /**
   * The ids of the keys that can open an envelope, which is checked, but not opened.
   *
   * @throws MalformedException if it isn't an envelope
   */
  public static List<String> recipients(String envelope) {
    return Jwe.parse(envelope).kids();
  }

  /**
   * A text that is the same for the same envelope to the same recipient, however its JSON is
   * written, and different for any other.
   *
   * @param recipient a DID
   * @throws MalformedException if it isn't an envelope
   */
  public static String digest(String envelope, String recipient) {
    Jwe jwe = Jwe.parse(envelope);
    Sealed sealed = jwe.sealed();
    String parts =
        Stream.of(sealed.iv(), sealed.ciphertext(), sealed.tag())
            .map(Base64Url::encode)
            .collect(Collectors.joining("."));
    return HexFormat.of().formatHex(Sha256.of(recipient + "." + jwe.aad() + "." + parts));
  }

  /** Content first: an authcrypt's wrapped keys depend on its tag. */
  private static String seal(
      String plaintext,
      ProtectedHeader header,
      List<PeerDid.Key> recipients,
      UnaryOperator<byte[]> shared) {
    String aad = header.encode();
    SecretKey content = header.enc().newKey(RANDOM);
    try {
      Sealed sealed =
          header.enc().encrypt(content, Utf8.encode(plaintext), Utf8.encode(aad), RANDOM);
      List<Recipient> wrapped = new ArrayList<>(recipients.size());
      for (PeerDid.Key recipient : recipients) {
        byte[] theirs = Base64Url.decode("recipient's key", recipient.publicKey());
        SecretKey wrapping = header.alg().derive(shared.apply(theirs), header, sealed.tag());
        wrapped.add(new Recipient(recipient.id(), KeyAgreement.wrap(content, wrapping)));
      }
      return new Jwe(header, aad, wrapped, sealed).toJson();
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java platform lacks a cipher that DIDComm needs", e);
    }
  }

  private static byte[] digest(List<PeerDid.Key> recipients) {
    List<String> kids = recipients.stream().map(PeerDid.Key::id).distinct().toList();
    if (kids.isEmpty() || kids.size() < recipients.size()) {
      throw new IllegalArgumentException(
          "invalid recipients: " + kids + " (must be one or more, without duplicates)");
    }
    for (PeerDid.Key recipient : recipients) {
      if (recipient.curve() != Curve.X25519) {
        throw new IllegalArgumentException(
            "invalid recipient " + recipient.id() + " (must be an X25519 key)");
      }
    }
    return KeyId.digest(kids);
  }
}

package duet.didcomm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.ByteUtils;
import duet.didcomm.EnvelopeException.Fault;
import duet.didcomm.Jwe.Recipient;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Decrypts envelopes of one layer or two. */
record EnvelopeUnpacker(PrivateKeys secrets, PublicKeys senders) {

  Unpacked open(String envelope) {
    try {
      Unpacked outer = openLayer(envelope);
      if (!Jwe.isEnvelope(outer.plaintext())) {
        return outer;
      }
      return openInner(outer);
    } catch (MalformedException e) {
      throw new EnvelopeException(Fault.MALFORMED, e.getMessage(), e);
    }
  }

  /** The only nesting allowed: an authcrypt in an anoncrypt, which hides the sender. */
  private Unpacked openInner(Unpacked outer) {
    if (outer.authenticated()) {
      throw nesting("an envelope inside an authcrypt");
    }
    Unpacked inner = openLayer(outer.plaintext());
    if (!inner.authenticated()) {
      throw nesting("an anoncrypt inside an anoncrypt");
    }
    if (Jwe.isEnvelope(inner.plaintext())) {
      throw nesting("three envelopes deep");
    }
    return new Unpacked(inner.plaintext(), true, inner.senderKid(), inner.recipientKid());
  }

  private static MalformedException nesting(String seen) {
    return MalformedException.invalid(
        "envelope", "an authcrypt, an anoncrypt, or an authcrypt in an anoncrypt", seen);
  }

  private Unpacked openLayer(String envelope) {
    Jwe jwe = Jwe.parse(envelope);
    for (Recipient recipient : jwe.recipients()) {
      Optional<KeyPair> key = secrets.find(recipient.kid());
      if (key.isPresent()) {
        return openWith(key.get(), recipient, jwe);
      }
    }
    throw new EnvelopeException(
        Fault.UNKNOWN_RECIPIENT,
        "invalid envelope.recipients: %s (must include a key of ours)"
            .formatted(Excerpt.of(String.join(", ", jwe.kids()))),
        jwe.kids());
  }

  private Unpacked openWith(KeyPair key, Recipient recipient, Jwe jwe) {
    Optional<String> sender = jwe.header().senderKid();
    byte[] shared = sharedSecret(key, jwe.header());
    String plaintext = Utf8.decode("plaintext", decrypt(shared, recipient, jwe));
    return new Unpacked(plaintext, sender.isEmpty(), sender, recipient.kid());
  }

  /** Z of ECDH-ES; for ECDH-1PU Ze and Zs, one after the other. */
  private byte[] sharedSecret(KeyPair key, ProtectedHeader header) {
    byte[] ephemeral = key.agree("envelope.protected.epk", header.epk());
    if (header.senderKid().isEmpty()) {
      return ephemeral;
    }
    byte[] sender = key.agree("sender's key", senderKey(header.senderKid().get()));
    return ByteUtils.concat(ephemeral, sender);
  }

  private byte[] senderKey(String kid) {
    String key =
        senders
            .find(kid)
            .orElseThrow(
                () ->
                    new EnvelopeException(
                        Fault.UNKNOWN_SENDER,
                        "unknown public key of the sender " + Excerpt.of(kid),
                        List.of()));
    return Base64Url.decode("sender's key", key, KeyPair.LENGTH);
  }

  private static byte[] decrypt(byte[] shared, Recipient recipient, Jwe jwe) {
    ProtectedHeader header = jwe.header();
    try {
      SecretKey wrapping = header.alg().derive(shared, header, jwe.sealed().tag());
      SecretKey content = KeyAgreement.unwrap(recipient.encryptedKey(), wrapping);
      return header.enc().decrypt(content, jwe.sealed(), Utf8.encode(jwe.aad()));
    } catch (JOSEException | RuntimeException e) {
      throw new EnvelopeException(
          Fault.UNDECIPHERABLE,
          "can't decrypt the envelope for "
              + Excerpt.of(recipient.kid())
              + " (changed, or encrypted otherwise)",
          e);
    }
  }
}

package duet.didcomm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.ByteUtils;
import duet.didcomm.ContentEncryption.Sealed;
import duet.didcomm.Jwe.Recipient;
import duet.didcomm.PeerDid.Curve;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;

/** Seals envelopes that hold in every respect but the one that a test changes. */
record Forge(Peer sender, Peer recipient) {
  private static final SecureRandom RANDOM = new SecureRandom();

  String authcrypt(ContentEncryption enc, Consumer<ObjectNode> change) {
    return authcrypt(enc, Utf8.encode("{}"), change);
  }

  String authcrypt(ContentEncryption enc, byte[] plaintext, Consumer<ObjectNode> change) {
    KeyPair ephemeral = KeyPair.generate(Curve.X25519, RANDOM);
    byte[] theirs = recipient.key().rawPublicKey();
    byte[] shared =
        ByteUtils.concat(ephemeral.agree("epk", theirs), sender.key().agree("sender", theirs));
    return seal(
        new ProtectedHeader(
            KeyAgreement.ECDH_1PU_A256KW,
            enc,
            ephemeral.rawPublicKey(),
            Optional.of(sender.kid()),
            Utf8.encode(sender.kid()),
            KeyId.digest(List.of(recipient.kid()))),
        shared,
        plaintext,
        change);
  }

  String anoncrypt(ContentEncryption enc, Consumer<ObjectNode> change) {
    KeyPair ephemeral = KeyPair.generate(Curve.X25519, RANDOM);
    return seal(
        new ProtectedHeader(
            KeyAgreement.ECDH_ES_A256KW,
            enc,
            ephemeral.rawPublicKey(),
            Optional.empty(),
            new byte[0],
            KeyId.digest(List.of(recipient.kid()))),
        ephemeral.agree("epk", recipient.key().rawPublicKey()),
        Utf8.encode("{}"),
        change);
  }

  private String seal(
      ProtectedHeader header, byte[] shared, byte[] plaintext, Consumer<ObjectNode> change) {
    ObjectNode json = header(header.encode());
    change.accept(json);
    String aad = Base64Url.encode(Utf8.encode(json.toString()));
    try {
      SecretKey content = header.enc().newKey(RANDOM);
      Sealed sealed = header.enc().encrypt(content, plaintext, Utf8.encode(aad), RANDOM);
      SecretKey wrapping = header.alg().derive(shared, header, sealed.tag());
      byte[] wrapped = KeyAgreement.wrap(content, wrapping);
      return new Jwe(header, aad, List.of(new Recipient(recipient.kid(), wrapped)), sealed)
          .toJson();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode header(String base64) {
    return JsonObject.parse("header", Utf8.decode("header", Base64Url.decode("header", base64)))
        .node();
  }
}

package duet.didcomm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * The header of an envelope, with the parameters of its encryption.
 *
 * @param epk the raw ephemeral public key
 * @param senderKid present exactly in an authcrypt
 * @param apv a digest of the recipients' key ids
 */
record ProtectedHeader(
    KeyAgreement alg,
    ContentEncryption enc,
    byte[] epk,
    Optional<String> senderKid,
    byte[] apu,
    byte[] apv) {

  private static final String PART = "envelope.protected";
  private static final Set<String> TYPES =
      Set.of(Envelope.MEDIA_TYPE, Envelope.MEDIA_TYPE.replace("application/", ""));

  static ProtectedHeader parse(String base64) {
    JsonObject header = JsonObject.parse(PART, Utf8.decode(PART, Base64Url.decode(PART, base64)));
    header.refuse("crit");
    header.refuse("zip");
    if (!TYPES.contains(header.optionalText("typ").orElse(Envelope.MEDIA_TYPE))) {
      throw header.invalid("typ", Envelope.MEDIA_TYPE);
    }
    KeyAgreement alg = KeyAgreement.parse(header);
    byte[] apu = Base64Url.decode(header.path("apu"), header.optionalText("apu").orElse(""));
    return new ProtectedHeader(
        alg,
        ContentEncryption.parse(header, alg),
        epk(header.object("epk")),
        senderKid(header, alg, apu),
        apu,
        Base64Url.decode(header.path("apv"), header.text("apv")));
  }

  String encode() {
    ObjectNode json = JsonObject.create();
    ObjectNode key = json.putObject("epk");
    key.put("kty", "OKP");
    key.put("crv", "X25519");
    key.put("x", Base64Url.encode(epk));
    json.put("apv", Base64Url.encode(apv));
    senderKid.ifPresent(kid -> json.put("skid", kid).put("apu", Base64Url.encode(apu)));
    json.put("typ", Envelope.MEDIA_TYPE);
    json.put("enc", enc.wireName);
    json.put("alg", alg.wireName);
    return Base64Url.encode(Utf8.encode(json.toString()));
  }

  private static byte[] epk(JsonObject key) {
    key.require("kty", "OKP");
    key.require("crv", "X25519");
    return Base64Url.decode(key.path("x"), key.text("x"), KeyPair.LENGTH);
  }

  /** In apu, and again in skid if that is there. */
  private static Optional<String> senderKid(JsonObject header, KeyAgreement alg, byte[] apu) {
    if (alg == KeyAgreement.ECDH_ES_A256KW) {
      header.refuse("skid");
      return Optional.empty();
    }
    String kid = Utf8.decode(header.path("apu"), apu);
    if (kid.isEmpty()) {
      throw header.invalid("apu", "the sender's key id in base64url");
    }
    if (!header.optionalText("skid").orElse(kid).equals(kid)) {
      throw header.invalid("skid", "the key id in apu, " + Excerpt.of(kid));
    }
    return Optional.of(kid);
  }
}

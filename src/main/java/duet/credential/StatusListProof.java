package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base58;
import duet.didcomm.Base64Url;
import duet.didcomm.Excerpt;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Utf8;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * The proof of a status list, by a key that stands in the proof itself. Neither type follows its
 * W3C specification: what is signed has neither hashes nor the proof's options.
 *
 * @param prefix what is signed before the list
 * @param signature over the prefix and the list: its N-Quads for a key on secp256k1, its canonical
 *     JSON for one on Ed25519
 */
record StatusListProof(PublicKey key, String prefix, byte[] signature) {
  private static final String ED25519 = "DataIntegrityProof";
  private static final String SECP256K1 = "EcdsaSecp256k1Signature2019";
  private static final String SECP256K1_KEY = "EcdsaSecp256k1VerificationKey2019";

  /** The header of a signature whose content isn't in base64 (RFC 7797). */
  private static final String DETACHED = "{\"b64\":false,\"crit\":[\"b64\"],\"alg\":\"ES256K\"}";

  private static final String SUITE = "eddsa-jcs-2022";
  private static final String PURPOSE = "assertionMethod";
  private static final String DATA_URL = "data:application/json;base64,";
  private static final byte[] MULTICODEC = {(byte) 0xed, 0x01};

  static StatusListProof parse(JsonObject proof) {
    proof.require("proofPurpose", PURPOSE);
    return switch (proof.text("type")) {
      case ED25519 -> ed25519(proof);
      case SECP256K1 -> secp256k1(proof);
      default ->
          throw invalid(
              Reason.PROOF,
              proof.path("type"),
              Excerpt.of(proof.get("type")),
              ED25519 + " or " + SECP256K1);
    };
  }

  /**
   * A proof as a Cloud Agent writes it.
   *
   * @param list without its proof
   */
  static ObjectNode create(JsonObject list, Instant created, SigningKey key) {
    return key.curve() == KeyCurve.ED25519
        ? dataIntegrityProof(list, created, key)
        : ecdsaSignature(list, created, key);
  }

  private static ObjectNode dataIntegrityProof(JsonObject list, Instant created, SigningKey key) {
    String multibase = "z" + Base58.encode(concat(MULTICODEC, key.publicKey().raw()));
    ObjectNode method = JsonObject.create();
    method.putArray("@context").add("https://w3id.org/security/multikey/v1");
    method.put("type", "Multikey").put("publicKeyMultibase", multibase);
    byte[] signature = key.sign(CanonicalJson.of(list.part(), list.node()));
    return proof(ED25519, method, created)
        .put("proofValue", "z" + Base58.encode(signature))
        .put("cryptoSuite", SUITE);
  }

  private static ObjectNode ecdsaSignature(JsonObject list, Instant created, SigningKey key) {
    ObjectNode jwk = key.publicKey().toJwk();
    jwk.putArray("key_ops").add("verify");
    ObjectNode method = JsonObject.create();
    method.putArray("@context").add("https://w3id.org/security/v1");
    method.put("type", SECP256K1_KEY).set("publicKeyJwk", jwk);
    String prefix = Base64Url.encode(Utf8.encode(DETACHED)) + ".";
    byte[] signature = key.sign(Utf8.encode(prefix + StatusListQuads.of(list)));
    return proof(SECP256K1, method, created).put("jws", prefix + "." + Base64Url.encode(signature));
  }

  private static ObjectNode proof(String type, ObjectNode method, Instant created) {
    byte[] json = Utf8.encode(method.toString());
    return JsonObject.create()
        .put("type", type)
        .put("proofPurpose", PURPOSE)
        .put("verificationMethod", DATA_URL + Base64.getUrlEncoder().encodeToString(json))
        .put("created", created.toString());
  }

  /**
   * @param list without its proof
   */
  void verify(JsonObject list) {
    byte[] content =
        key.curve() == KeyCurve.ED25519
            ? CanonicalJson.of(list.part(), list.node())
            : Utf8.encode(StatusListQuads.of(list));
    if (!key.verify(concat(Utf8.encode(prefix), content), signature)) {
      throw invalid(
          Reason.PROOF,
          list.part() + " proof",
          "its signature is not by the key in it",
          "signed by that key, and unchanged");
    }
  }

  private static StatusListProof ed25519(JsonObject proof) {
    proof.require("cryptoSuite", SUITE);
    JsonObject method = method(proof);
    method.require("type", "Multikey");
    byte[] key = base58(method, "publicKeyMultibase", MULTICODEC.length + 32);
    if (!Arrays.equals(key, 0, MULTICODEC.length, MULTICODEC, 0, MULTICODEC.length)) {
      throw method.invalid("publicKeyMultibase", "a public key on Ed25519");
    }
    byte[] raw = Arrays.copyOfRange(key, MULTICODEC.length, key.length);
    return new StatusListProof(
        PublicKey.of(KeyCurve.ED25519, raw), "", base58(proof, "proofValue", 64));
  }

  private static StatusListProof secp256k1(JsonObject proof) {
    JsonObject method = method(proof);
    method.require("type", SECP256K1_KEY);
    PublicKey key = PublicKey.fromJwk(method.object("publicKeyJwk").node());
    String[] jws = proof.text("jws").split("\\.", -1);
    if (key.curve() != KeyCurve.SECP256K1 || jws.length != 3 || !jws[1].isEmpty()) {
      throw proof.invalid("jws", "a detached JWS, by a key on secp256k1");
    }
    JsonObject header = json(proof.path("jws"), jws[0]);
    header.require("alg", "ES256K");
    if (header.get("b64").asBoolean(true)) {
      throw header.invalid("b64", "false");
    }
    return new StatusListProof(
        key, jws[0] + ".", Base64Url.decodeLeniently(proof.path("jws"), jws[2]));
  }

  private static JsonObject method(JsonObject proof) {
    String url = proof.text("verificationMethod");
    if (!url.startsWith(DATA_URL)) {
      throw proof.invalid("verificationMethod", DATA_URL + " and a key in JSON");
    }
    return json(proof.path("verificationMethod"), url.substring(DATA_URL.length()));
  }

  private static JsonObject json(String part, String base64) {
    return JsonObject.parse(part, Utf8.decode(part, Base64Url.decodeLeniently(part, base64)));
  }

  private static byte[] base58(JsonObject json, String name, int length) {
    String text = json.text(name);
    try {
      if (text.startsWith("z")) {
        return Base58.decode(text.substring(1), length);
      }
    } catch (IllegalArgumentException e) {
      throw MalformedException.invalid(
          json.path(name), length + " bytes in multibase", Excerpt.of(text), e);
    }
    throw json.invalid(name, "z and base58btc");
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}

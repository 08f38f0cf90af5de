package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.InvalidCredentialException.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import java.net.URI;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/**
 * A list of revoked credentials: a StatusList2021Credential as a Cloud Agent publishes it. Once
 * parsed it is decoded, not yet trusted: {@link #verifyProof} checks the signature.
 */
public final class StatusList {
  /** In characters. */
  public static final int MAX_LENGTH = 256 * 1024;

  /** Indexes of a list of our own, from 0. */
  public static final int SIZE = 8 * Bitstring.LENGTH;

  static final List<String> CONTEXT =
      List.of(
          "https://www.w3.org/2018/credentials/v1",
          "https://w3c.github.io/vc-bitstring-status-list/contexts/2021/v1.jsonld");
  static final List<String> TYPE = List.of("VerifiableCredential", "StatusList2021Credential");
  static final String SUBJECT_TYPE = "StatusList2021";

  private static final String PART = "status list";

  private final JsonObject unsigned;
  private final String id;
  private final String issuer;
  private final String purpose;
  private final byte[] bits;
  private final StatusListProof proof;

  private StatusList(JsonObject list) {
    ObjectNode rest = list.node().deepCopy();
    rest.remove("proof");
    this.unsigned = new JsonObject(list.part(), rest);
    if (!new JwtClaims(list).texts("type").contains(TYPE.get(1))) {
      throw list.invalid("type", TYPE.toString());
    }
    JsonObject subject = list.object("credentialSubject");
    subject.require("type", SUBJECT_TYPE);
    this.id = list.text("id");
    this.issuer = list.text("issuer");
    this.purpose = subject.text("statusPurpose");
    this.bits = Bitstring.decode(subject.path("encodedList"), subject.text("encodedList"));
    if (!list.has("proof")) {
      throw invalid(Reason.PROOF, PART + ".proof", "missing", "a proof");
    }
    this.proof = StatusListProof.parse(list.object("proof"));
  }

  /** Decodes a list of at most 128 KiB decompressed, with a proof of a type that is known. */
  public static StatusList parse(String json) {
    if (json.length() > MAX_LENGTH) {
      throw invalid(
          Reason.TOO_LARGE, PART, json.length() + " characters long", "at most " + MAX_LENGTH);
    }
    return reading(() -> new StatusList(JsonObject.parse(PART, json)));
  }

  /**
   * A new list of revocations, with its proof: what is published under its id.
   *
   * @param issued of the list, and of the proof
   * @param revoked indexes below {@link #SIZE}
   * @param issuing on secp256k1, whose proof wallets with Identus' SDK 7 can check, or on Ed25519
   */
  public static ObjectNode create(
      URI id, String issuer, Instant issued, BitSet revoked, SigningKey issuing) {
    if (issuing.curve().algorithm().isEmpty()) {
      throw new IllegalArgumentException(
          "can't sign a status list with " + issuing + " (must be on secp256k1 or Ed25519)");
    }
    ObjectNode list = JsonObject.create();
    var context = list.putArray("@context");
    CONTEXT.forEach(context::add);
    var type = list.putArray("type");
    TYPE.forEach(type::add);
    list.put("issuer", issuer).put("id", id.toString());
    list.put("issuanceDate", issued.getEpochSecond());
    list.putObject("credentialSubject")
        .put("type", SUBJECT_TYPE)
        .put("statusPurpose", StatusEntry.REVOCATION)
        .put("encodedList", Bitstring.encode(revoked));
    try {
      list.set("proof", StatusListProof.create(new JsonObject(PART, list), issued, issuing));
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return list;
  }

  /**
   * Checks the proof with the key that stands in it. That this is a key of the issuer is another
   * question, for which there is {@link #proofKey}.
   *
   * @throws InvalidCredentialException with {@link Reason#PROOF}, or {@link Reason#MALFORMED} if
   *     the list has fields or characters that have no place in its canonical form
   */
  public void verifyProof() {
    reading(
        () -> {
          proof.verify(unsigned);
          return this;
        });
  }

  /** The key that the proof was made with, according to the proof. */
  public PublicKey proofKey() {
    return proof.key();
  }

  /** Its address. */
  public String id() {
    return id;
  }

  /** The DID that issued it. */
  public String issuer() {
    return issuer;
  }

  /** What a bit that is set means, such as Revocation. */
  public String purpose() {
    return purpose;
  }

  /**
   * Whether a bit is set.
   *
   * @throws InvalidCredentialException with {@link Reason#INDEX_OUT_OF_RANGE}
   */
  public boolean isRevoked(long index) {
    return Bitstring.isSet(bits, index);
  }

  @Override
  public String toString() {
    return "status list " + id + " by " + issuer;
  }
}

package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.InvalidCredentialException.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.Excerpt;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Utf8;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A credential as a JWT (VC data model 1.1 section 6.3.1), in the shape of a Cloud Agent's. Once
 * parsed it is decoded, not yet trusted: {@link #verify} checks the signature, and nothing here
 * looks at dates or revocation.
 */
public final class CredentialJwt {
  /** In characters. */
  public static final int MAX_LENGTH = 64 * 1024;

  private static final String PART = "credential";

  /** For the subject's DID twice, the status, the header and the signature, in characters. */
  private static final int RESERVED = 4 * 1024;

  private final String text;
  private final Jws jws;
  private final String issuer;
  private final String issuerId;
  private final String subject;
  private final Optional<Instant> notBefore;
  private final Optional<Instant> expires;
  private final List<String> schemaIds;
  private final ObjectNode claims;
  private final List<StatusEntry> statuses;

  /**
   * What to sign.
   *
   * @param issuer did:prism, in either form; only the long one can be verified without a node
   * @param claims without id, which becomes the subject
   * @param notBefore in whole seconds, like {@code expires}
   */
  public record Content(
      String issuer,
      String subject,
      Instant notBefore,
      Optional<Instant> expires,
      List<String> schemaIds,
      ObjectNode claims,
      Optional<StatusEntry> status) {
    public Content {
      schemaIds = List.copyOf(schemaIds);
      claims = claims.deepCopy();
    }
  }

  private CredentialJwt(String text) {
    this.text = text;
    this.jws = Jws.parse(PART, text, MAX_LENGTH);
    JsonObject payload = jws.payload();
    JsonObject vc = payload.object("vc");
    JsonObject credentialSubject = vc.object("credentialSubject");
    var jwtClaims = new JwtClaims(payload);
    this.issuer = payload.text("iss");
    this.issuerId = issuerId(vc).orElse(issuer);
    this.subject = subject(payload, credentialSubject);
    this.notBefore = jwtClaims.instant("nbf");
    this.expires = jwtClaims.instant("exp");
    var vcClaims = new JwtClaims(vc);
    this.schemaIds =
        vcClaims.objects("credentialSchema").stream().map(schema -> schema.text("id")).toList();
    this.statuses = vcClaims.objects("credentialStatus").stream().map(StatusEntry::parse).toList();
    this.claims = credentialSubject.node().deepCopy();
    claims.remove("id");
  }

  /** Decodes a JWT of any kid, or none, whose alg is ES256K or EdDSA. */
  public static CredentialJwt parse(String jwt) {
    return reading(() -> new CredentialJwt(jwt));
  }

  /**
   * @param kid for the header, a key id alone; a Cloud Agent gives it only where it was asked to
   *     sign with that key
   */
  public static String sign(Content content, SigningKey issuing, Optional<String> kid) {
    return Jws.sign(payload(content), issuing, kid);
  }

  /**
   * Checks that {@link #parse} will read a credential with these claims, for any subject whose DID
   * isn't unusually long.
   *
   * @throws InvalidCredentialException with {@link Reason#TOO_LARGE}, or {@link Reason#MALFORMED}
   *     if the claims nest too deep
   */
  public static void requireReadable(String issuer, List<String> schemaIds, ObjectNode claims) {
    var content =
        new Content(
            issuer, "", Instant.EPOCH, Optional.empty(), schemaIds, claims, Optional.empty());
    String payload = payload(content).toString();
    int length = Base64Url.encode(Utf8.encode(payload)).length();
    if (length > MAX_LENGTH - RESERVED) {
      throw invalid(
          Reason.TOO_LARGE,
          PART,
          length + " characters long without subject and status",
          "at most " + (MAX_LENGTH - RESERVED));
    }
    reading(() -> JsonObject.parse(PART, payload));
  }

  private static ObjectNode payload(Content content) {
    ObjectNode payload = JsonObject.create();
    payload.put("iss", content.issuer()).put("sub", content.subject());
    payload.put("nbf", content.notBefore().getEpochSecond());
    content.expires().ifPresent(expires -> payload.put("exp", expires.getEpochSecond()));
    ObjectNode vc = payload.putObject("vc");
    vc.putArray("@context").add("https://www.w3.org/2018/credentials/v1");
    vc.putArray("type").add("VerifiableCredential");
    var schemas = vc.putArray("credentialSchema");
    for (String id : content.schemaIds()) {
      schemas.addObject().put("id", id).put("type", "CredentialSchema2022");
    }
    ObjectNode subject = vc.putObject("credentialSubject");
    subject.setAll(content.claims());
    subject.put("id", content.subject());
    content.status().ifPresent(status -> vc.set("credentialStatus", status.toJson()));
    vc.putObject("issuer").put("id", content.issuer()).put("type", "Profile");
    return payload;
  }

  /**
   * Checks that it was signed by one of the issuer's issuing keys.
   *
   * @param issuer the DID of {@link #issuer()} in long form, or resolved
   * @throws InvalidCredentialException with {@link Reason#SIGNATURE}, {@link
   *     Reason#NO_KEY_FOR_PURPOSE}, or {@link Reason#OTHER_ISSUER} if {@code issuer} is another
   *     DID, or the credential names another issuer than the one that signed it
   */
  public void verify(PrismDid issuer) {
    requireSame(issuer.did(), "the given DID");
    requireSame(issuerId, "its vc.issuer");
    jws.verify(issuer, KeyPurpose.ISSUING);
  }

  /** The JWT itself. */
  public String text() {
    return text;
  }

  /** The iss, whose key signed it. */
  public String issuer() {
    return issuer;
  }

  /** The id of vc.issuer, or the iss where there is none; {@link #verify} wants one DID in both. */
  public String issuerId() {
    return issuerId;
  }

  /** The sub, or the id of the credentialSubject where there is none. */
  public String subject() {
    return subject;
  }

  /** The nbf. */
  public Optional<Instant> notBefore() {
    return notBefore;
  }

  /** The exp. */
  public Optional<Instant> expires() {
    return expires;
  }

  public List<String> schemaIds() {
    return schemaIds;
  }

  /** The credentialSubject without its id, as a copy. */
  public ObjectNode claims() {
    return claims.deepCopy();
  }

  /** The first of {@link #statuses}. */
  public Optional<StatusEntry> status() {
    return statuses.stream().findFirst();
  }

  /** All entries, of which each can revoke it. Mostly there is one. */
  public List<StatusEntry> statuses() {
    return statuses;
  }

  /** Without claims. */
  @Override
  public String toString() {
    return "credential for " + subject + " by " + issuer;
  }

  private void requireSame(String did, String what) {
    if (!PrismDid.same(issuer, did)) {
      throw invalid(
          Reason.OTHER_ISSUER,
          PART + ".iss",
          Excerpt.of(issuer),
          "%s, %s".formatted(what, Excerpt.of(did)));
    }
  }

  private static Optional<String> issuerId(JsonObject vc) {
    if (!vc.has("issuer") || vc.get("issuer").isTextual()) {
      return vc.optionalText("issuer");
    }
    return Optional.of(vc.object("issuer").text("id"));
  }

  private static String subject(JsonObject payload, JsonObject credentialSubject) {
    Optional<String> id = credentialSubject.optionalText("id");
    String subject = payload.optionalText("sub").or(() -> id).orElseGet(() -> payload.text("sub"));
    if (!PrismDid.same(id.orElse(subject), subject)) {
      throw MalformedException.invalid(
          PART + ".sub", "the id of its credentialSubject", Excerpt.of(subject));
    }
    return subject;
  }
}

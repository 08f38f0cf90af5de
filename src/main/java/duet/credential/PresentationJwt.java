package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.InvalidCredentialException.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Excerpt;
import duet.didcomm.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A presentation as a JWT (VC data model 1.1 section 6.3.1): with credentials for a verifier, or
 * without, as a holder requests a credential. Once parsed it is decoded, not yet trusted: {@link
 * #verify} checks the signature, and nothing here looks at dates or at the credentials.
 */
public final class PresentationJwt {
  /** In characters: some credentials of the largest size. */
  public static final int MAX_LENGTH = 256 * 1024;

  private static final String PART = "presentation";

  private final String text;
  private final Jws jws;
  private final String issuer;
  private final List<String> audience;
  private final Optional<String> nonce;
  private final List<String> credentials;
  private final Optional<Instant> notBefore;
  private final Optional<Instant> expires;

  /**
   * What to sign.
   *
   * @param issuer the holder's DID, in long form
   * @param audience the domain that the request asked for
   * @param nonce its challenge
   * @param credentials as JWTs; none in a request for a credential
   */
  public record Content(
      String issuer, String audience, Optional<String> nonce, List<String> credentials) {
    public Content {
      credentials = List.copyOf(credentials);
    }
  }

  private PresentationJwt(String text) {
    this.text = text;
    this.jws = Jws.parse(PART, text, MAX_LENGTH);
    JsonObject payload = jws.payload();
    var claims = new JwtClaims(payload);
    this.issuer = payload.text("iss");
    this.audience = claims.texts("aud");
    this.nonce = payload.optionalText("nonce");
    this.credentials = new JwtClaims(payload.object("vp")).texts("verifiableCredential");
    this.notBefore = claims.instant("nbf");
    this.expires = claims.instant("exp");
  }

  /** Decodes a JWT of any kid, or none, whose alg is ES256K or EdDSA. */
  public static PresentationJwt parse(String jwt) {
    return reading(() -> new PresentationJwt(jwt));
  }

  /**
   * @param kid for the header, a key id alone
   */
  public static String sign(Content content, SigningKey authentication, Optional<String> kid) {
    ObjectNode payload = JsonObject.create();
    payload.put("iss", content.issuer()).put("aud", content.audience());
    ObjectNode vp = payload.putObject("vp");
    vp.putArray("@context").add("https://www.w3.org/2018/presentations/v1");
    vp.putArray("type").add("VerifiablePresentation");
    var credentials = vp.putArray("verifiableCredential");
    content.credentials().forEach(credentials::add);
    content.nonce().ifPresent(nonce -> payload.put("nonce", nonce));
    return Jws.sign(payload, authentication, kid);
  }

  /**
   * Checks that it was signed by one of the holder's authentication keys.
   *
   * @param holder the DID of {@link #issuer()} in long form, or resolved
   * @throws InvalidCredentialException with {@link Reason#SIGNATURE}, {@link
   *     Reason#NO_KEY_FOR_PURPOSE}, or {@link Reason#OTHER_ISSUER} if {@code holder} is another DID
   */
  public void verify(PrismDid holder) {
    if (!PrismDid.same(issuer, holder.did())) {
      throw invalid(
          Reason.OTHER_ISSUER,
          PART + ".iss",
          Excerpt.of(issuer),
          "the given DID, " + Excerpt.of(holder.did()));
    }
    jws.verify(holder, KeyPurpose.AUTHENTICATION);
  }

  /** The JWT itself. */
  public String text() {
    return text;
  }

  /** The iss: the holder's DID. */
  public String issuer() {
    return issuer;
  }

  /** The aud, whether it was a text or an array; empty without one. */
  public List<String> audience() {
    return audience;
  }

  public Optional<String> nonce() {
    return nonce;
  }

  /** The JWTs inside, not decoded; empty in a request for a credential. */
  public List<String> credentials() {
    return credentials;
  }

  /** The nbf. */
  public Optional<Instant> notBefore() {
    return notBefore;
  }

  /** The exp. */
  public Optional<Instant> expires() {
    return expires;
  }

  @Override
  public String toString() {
    return "presentation of " + credentials.size() + " credentials by " + issuer;
  }
}

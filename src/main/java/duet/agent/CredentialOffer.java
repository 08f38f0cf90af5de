package duet.agent;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an issuer offers: a credential as JWT, issued as soon as the holder asks for it unless by
 * hand.
 *
 * @param claims by name; what JSON can say, and strings best of all
 * @param issuingDid a did:prism of the issuer's wallet with a key for assertionMethod; agents need
 *     it, {@code duet.issuance.Issuance} finds one where it is missing
 * @param issuingKeyId the key to sign with, such as {@code issue-1}; needed where the DID has
 *     several for assertionMethod
 * @param schemaId where the issuer's agent fetches the JSON schema that the claims have to meet: a
 *     URL, also with {@code data:}; {@link #ANY_CLAIMS} by default
 * @param validity how long after its issuance the credential is valid; for ever by default
 * @param automatic whether the credential follows the request by itself
 * @param goalCode what it is for, for programs; only in an offer by invitation
 * @param goal what it is for, for people; only in an offer by invitation
 */
public record CredentialOffer(
    Map<String, Object> claims,
    Optional<String> issuingDid,
    Optional<String> issuingKeyId,
    String schemaId,
    Optional<Duration> validity,
    boolean automatic,
    Optional<String> goalCode,
    Optional<String> goal) {

  /** A schema that all claims meet, as a URL that holds it: a JSON schema of type object. */
  public static final String ANY_CLAIMS =
      "data:application/json;base64,"
          + "eyIkc2NoZW1hIjoiaHR0cHM6Ly9qc29uLXNjaGVtYS5vcmcvZHJhZnQvMjAyMC0x"
          + "Mi9zY2hlbWEiLCJ0eXBlIjoib2JqZWN0In0=";

  public CredentialOffer {
    Objects.requireNonNull(claims, "the claims are missing (null): Map.of(\"name\", \"Alice\")");
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    if (claims.isEmpty()) {
      throw new IllegalArgumentException("a credential needs a claim, such as name=Alice");
    }
    validity
        .filter(period -> period.isNegative() || period.isZero())
        .ifPresent(
            period -> {
              throw new IllegalArgumentException(
                  "invalid validity %s (must be more than 0)".formatted(period));
            });
  }

  /** Of any claims, valid for ever, issued automatically. */
  public static CredentialOffer of(Map<String, ?> claims) {
    return new CredentialOffer(
        claims == null ? null : Collections.unmodifiableMap(claims),
        Optional.empty(),
        Optional.empty(),
        ANY_CLAIMS,
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  public CredentialOffer withIssuingDid(String did) {
    return new CredentialOffer(
        claims, Optional.of(did), issuingKeyId, schemaId, validity, automatic, goalCode, goal);
  }

  public CredentialOffer withIssuingKey(String id) {
    return new CredentialOffer(
        claims, issuingDid, Optional.of(id), schemaId, validity, automatic, goalCode, goal);
  }

  public CredentialOffer withSchema(String url) {
    return new CredentialOffer(
        claims, issuingDid, issuingKeyId, url, validity, automatic, goalCode, goal);
  }

  public CredentialOffer withValidity(Duration period) {
    return new CredentialOffer(
        claims, issuingDid, issuingKeyId, schemaId, Optional.of(period), automatic, goalCode, goal);
  }

  /** Somebody has to issue the credential once the holder has asked for it. */
  public CredentialOffer byHand() {
    return new CredentialOffer(
        claims, issuingDid, issuingKeyId, schemaId, validity, false, goalCode, goal);
  }

  /** Each text may be null to be left out. */
  public CredentialOffer withGoal(String code, String text) {
    return new CredentialOffer(
        claims,
        issuingDid,
        issuingKeyId,
        schemaId,
        validity,
        automatic,
        Optional.ofNullable(code),
        Optional.ofNullable(text));
  }
}

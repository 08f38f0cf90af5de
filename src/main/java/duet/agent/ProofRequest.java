package duet.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a verifier asks for: a presentation of credentials as JWT. By default of any credentials by
 * anybody, and even of none.
 *
 * @param challenge what the presentation has to contain, so that it can't be an old one
 * @param domain whom the presentation is for
 * @param schemaIds those of which each credential must have one; empty if any will do
 * @param trustedIssuers the DIDs of which each issuer must be one, in the form that the credential
 *     has; empty if anybody will do
 * @param goalCode what it is for, for programs; only in a request by invitation
 * @param goal what it is for, for people; only in a request by invitation
 */
public record ProofRequest(
    String challenge,
    String domain,
    List<String> schemaIds,
    List<String> trustedIssuers,
    Optional<String> goalCode,
    Optional<String> goal) {

  /** The domain by default; nobody looks anything up there. */
  public static final String DOMAIN = "https://verifier.example";

  public ProofRequest {
    schemaIds = List.copyOf(schemaIds);
    trustedIssuers = List.copyOf(trustedIssuers);
    if (challenge.isBlank() || domain.isBlank()) {
      throw new IllegalArgumentException("a proof request needs a challenge and a domain");
    }
    if (schemaIds.isEmpty() && !trustedIssuers.isEmpty()) {
      throw new IllegalArgumentException(
          "trusted issuers can only be asked for together with a schema: agents keep them with it");
    }
  }

  /** Of any credentials, with a challenge of its own. */
  public static ProofRequest create() {
    return new ProofRequest(
        UUID.randomUUID().toString(),
        DOMAIN,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public ProofRequest withChallenge(String text) {
    return new ProofRequest(text, domain, schemaIds, trustedIssuers, goalCode, goal);
  }

  public ProofRequest withDomain(String url) {
    return new ProofRequest(challenge, url, schemaIds, trustedIssuers, goalCode, goal);
  }

  /** Instead of those so far; the issuers are meant for all of them together. */
  public ProofRequest withSchemas(List<String> ids, List<String> issuers) {
    return new ProofRequest(challenge, domain, ids, issuers, goalCode, goal);
  }

  /** Each text may be null to be left out. */
  public ProofRequest withGoal(String code, String text) {
    return new ProofRequest(
        challenge,
        domain,
        schemaIds,
        trustedIssuers,
        Optional.ofNullable(code),
        Optional.ofNullable(text));
  }
}

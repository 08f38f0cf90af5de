package duet.embedded.protocol;

import duet.credential.CredentialJwt;
import duet.credential.PrismDid;
import duet.credential.StatusEntry;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of checking a presentation, but for revocation.
 *
 * @param failures empty if all is well so far
 * @param credentials whose signatures hold; empty if there are failures
 */
public record CheckedPresentation(
    List<VerificationFailure> failures, List<CheckedCredential> credentials) {

  public CheckedPresentation {
    failures = List.copyOf(failures);
    credentials = failures.isEmpty() ? List.copyOf(credentials) : List.of();
  }

  /**
   * @param issuer the DID whose key signed it, in long form or as it was resolved
   */
  public record CheckedCredential(CredentialJwt jwt, PrismDid issuer) {}

  /** The addresses of the status lists that {@link StatusCheck} wants. */
  public Set<URI> statusLists() {
    return credentials.stream()
        .flatMap(credential -> credential.jwt().statuses().stream())
        .map(StatusEntry::list)
        .collect(Collectors.toSet());
  }
}

package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;

import duet.credential.InvalidCredentialException.Reason;
import java.util.List;

/**
 * A service of a did:prism.
 *
 * @param id the fragment alone, without DID and #
 * @param endpoints URIs, or JSON as a Cloud Agent writes several of them; at least one
 */
public record PrismService(String id, String type, List<String> endpoints) {
  public PrismService {
    endpoints = List.copyOf(endpoints);
    PrismKey.requireFragment("did:prism service id", id);
    if (endpoints.isEmpty()) {
      throw invalid(
          Reason.MALFORMED, "did:prism service endpoint", "missing", "a URI or several of them");
    }
  }
}

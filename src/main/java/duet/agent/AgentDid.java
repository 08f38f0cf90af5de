package duet.agent;

import java.util.Optional;

/**
 * A did:prism whose keys an agent has.
 *
 * @param did the short form, which others can resolve once the DID is published
 * @param longForm the form that resolves without being published; agents leave it out afterwards
 * @param reportedStatus {@code CREATED}, {@code PUBLICATION_PENDING} or {@code PUBLISHED}, as the
 *     agent wrote it
 */
public record AgentDid(String did, Optional<String> longForm, String reportedStatus) {

  public boolean published() {
    return reportedStatus.equals("PUBLISHED");
  }

  /** Whether it will be published. */
  public boolean publicationPending() {
    return reportedStatus.equals("PUBLICATION_PENDING");
  }

  /** The form that others can resolve: the short one if it is published, else the long one. */
  public String resolvable() {
    return published() ? did : longForm.orElse(did);
  }
}

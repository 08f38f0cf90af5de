package duet.embedded.protocol;

import duet.credential.InvalidCredentialException;
import duet.credential.KeyPurpose;
import duet.credential.PrismDid;
import duet.credential.StatusEntry;
import duet.credential.StatusList;
import duet.didcomm.Excerpt;
import duet.embedded.protocol.CheckedPresentation.CheckedCredential;
import duet.embedded.protocol.VerificationFailure.Rule;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second part of a verifier's check: whether credentials are revoked. A list must be the one
 * that was asked for, and one by the credential's issuer must be signed with an issuing key of it.
 * A Cloud Agent checks neither. A list by another DID counts, whoever signed it, since a Cloud
 * Agent has one list for all DIDs of a wallet, by the one that issued first.
 */
public final class StatusCheck {
  private StatusCheck() {}

  /**
   * What is wrong with the credentials' status; empty if none is revoked.
   *
   * @param lists by their addresses, as they were fetched; one that is missing is a failure
   */
  public static List<VerificationFailure> failures(
      List<CheckedCredential> credentials, Map<URI, String> lists) {
    var failures = new ArrayList<VerificationFailure>();
    for (int i = 0; i < credentials.size(); i++) {
      CheckedCredential credential = credentials.get(i);
      for (StatusEntry entry : credential.jwt().statuses()) {
        failure(
                VerificationFailure.numbered(i),
                entry,
                credential.issuer(),
                lists.get(entry.list()))
            .ifPresent(failures::add);
      }
    }
    return failures;
  }

  private static Optional<VerificationFailure> failure(
      String credential, StatusEntry entry, PrismDid issuer, String json) {
    String where = Excerpt.of(entry.list().toString());
    if (json == null) {
      return list("%s: no status list from %s".formatted(credential, where));
    }
    try {
      StatusList list = StatusList.parse(json);
      list.verifyProof();
      if (!list.id().equals(entry.list().toString())) {
        return list(
            "%s: the status list from %s has the id %s (must be the address)"
                .formatted(credential, where, Excerpt.of(list.id())));
      }
      if (!list.purpose().equalsIgnoreCase(entry.purpose())) {
        return list(
            "%s: the status list from %s is for %s (must be for %s)"
                .formatted(
                    credential, where, Excerpt.of(list.purpose()), Excerpt.of(entry.purpose())));
      }
      if (PrismDid.same(list.issuer(), issuer.did()) && !isIssuing(issuer, list)) {
        return list(
            "%s: the status list from %s is not signed by an %s key of %s"
                .formatted(credential, where, KeyPurpose.ISSUING.restName(), issuer.canonical()));
      }
      return list.isRevoked(entry.index())
          ? Optional.of(
              new VerificationFailure(
                  Rule.NOT_REVOKED,
                  "%s is revoked: index %d of %s is set, for %s"
                      .formatted(credential, entry.index(), where, Excerpt.of(entry.purpose()))))
          : Optional.empty();
    } catch (InvalidCredentialException e) {
      return list("%s: the status list from %s: %s".formatted(credential, where, e.getMessage()));
    }
  }

  private static boolean isIssuing(PrismDid issuer, StatusList list) {
    return issuer.keys(KeyPurpose.ISSUING).stream()
        .anyMatch(key -> key.publicKey().equals(list.proofKey()));
  }

  private static Optional<VerificationFailure> list(String text) {
    return Optional.of(new VerificationFailure(Rule.STATUS_LIST, text));
  }
}

package duet.embedded.protocol;

import duet.credential.CredentialJwt;
import duet.credential.InvalidCredentialException;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.didcomm.Excerpt;
import duet.didcomm.MalformedException;

/** What each side requires of the other's JWT. A failure's message is for its user. */
final class IssuanceChecks {

  private IssuanceChecks() {}

  /**
   * A holder's request, in the order of a Cloud Agent's checks: it is for this offer, and signed by
   * an authentication key of its own issuer.
   *
   * @throws MalformedException or {@link InvalidCredentialException} if it isn't
   */
  static void request(IssuanceOffer offer, String jwt) {
    var request = PresentationJwt.parse(jwt);
    if (!request.audience().contains(offer.domain())) {
      throw new MalformedException(
          "request.aud",
          "The request is for the domain %s, the offer for %s"
              .formatted(
                  Excerpt.of(String.join(", ", request.audience())), Excerpt.of(offer.domain())));
    }
    if (!request.nonce().filter(offer.challenge()::equals).isPresent()) {
      throw new MalformedException(
          "request.nonce", "The request does not repeat the challenge of the offer");
    }
    request.verify(PrismDid.parse(request.issuer()));
  }

  /**
   * An issued credential: it is about the subject that accepted the offer and, where the issuer's
   * DID tells its keys, signed by one of them. Of a DID in short form, which true agents give, only
   * a ledger knows the keys.
   *
   * @throws MalformedException or {@link InvalidCredentialException} if it isn't
   */
  static void credential(IssuanceRecord holder, String jwt) {
    var credential = CredentialJwt.parse(jwt);
    var subject = holder.subject().orElseThrow().did();
    if (!PrismDid.same(credential.subject(), subject)) {
      throw new MalformedException(
          "credential.sub",
          "The credential is about %s, not about the subject that accepted the offer"
              .formatted(Excerpt.of(credential.subject())));
    }
    var issuer = PrismDid.parse(credential.issuer());
    if (issuer.isLongForm()) {
      credential.verify(issuer);
    }
  }
}

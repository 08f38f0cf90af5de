package duet.cli;

import duet.agent.Agent;
import duet.agent.CredentialExchange;
import duet.agent.CredentialState;
import duet.credential.InvalidCredentialException;
import duet.credential.PrismDid;
import duet.delivery.InvitationContent;
import java.util.Optional;

/** Which credential of a holder's to present to somebody who asks for one. */
final class CredentialChoice {

  private final InvitationContent asked;

  CredentialChoice(InvitationContent asked) {
    this.asked = asked;
  }

  /** The newest that will do, if there is one. */
  Optional<CredentialExchange> of(Agent holder) {
    return AgentExchanges.of(holder).credentials().stream()
        .filter(one -> one.state() == CredentialState.CREDENTIAL_RECEIVED)
        .filter(this::willDo)
        .findFirst();
  }

  private boolean willDo(CredentialExchange held) {
    try {
      return held.jwt().map(DecodedCredential::of).filter(this::willDo).isPresent();
    } catch (InvalidCredentialException e) {
      return false;
    }
  }

  private boolean willDo(DecodedCredential credential) {
    var schemas = asked.schemaIds();
    var issuers = asked.trustedIssuers();
    return (schemas.isEmpty() || credential.schemas().stream().anyMatch(schemas::contains))
        && (issuers.isEmpty()
            || issuers.stream().anyMatch(one -> PrismDid.same(one, credential.issuer())));
  }
}

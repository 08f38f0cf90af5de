package duet.cli;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.CredentialExchange;
import duet.credential.CredentialJwt;
import duet.credential.InvalidCredentialException;
import duet.credential.StatusEntry;
import duet.credential.StatusList;
import java.util.Optional;

/** Looks up at the agent that issued a credential whether it was revoked. */
final class RevocationCheck {

  private RevocationCheck() {}

  /** What the status list says now; empty if there is none, or it can't be read. */
  static Optional<Boolean> revoked(Agent issuer, CredentialExchange issued) {
    try {
      return issued
          .jwt()
          .flatMap(jwt -> CredentialJwt.parse(jwt).status())
          .map(entry -> list(issuer, entry).isRevoked(entry.index()));
    } catch (InvalidCredentialException | AgentException e) {
      return Optional.empty();
    }
  }

  private static StatusList list(Agent issuer, StatusEntry entry) {
    var address = entry.list().getPath();
    var id = address.substring(address.lastIndexOf('/') + 1);
    return StatusList.parse(issuer.credentials().statusList(id));
  }
}

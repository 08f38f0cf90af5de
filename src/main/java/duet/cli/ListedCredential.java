package duet.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.agent.CredentialExchange;
import java.util.Optional;

/**
 * A credential's record at one agent.
 *
 * @param name of the session that it belongs to
 */
record ListedCredential(@JsonUnwrapped CredentialExchange credential, Optional<String> name) {

  static ListedCredential of(CredentialExchange credential, SessionIndex sessions) {
    return new ListedCredential(credential, sessions.name(credential));
  }
}

package duet.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.agent.ProofExchange;
import java.util.Optional;

/**
 * A proof's record at one agent.
 *
 * @param name of the session that it belongs to
 */
record ListedProof(@JsonUnwrapped ProofExchange proof, Optional<String> name) {

  static ListedProof of(ProofExchange proof, SessionIndex sessions) {
    return new ListedProof(proof, sessions.name(proof));
  }
}

package duet.cli;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.CredentialExchange;
import duet.agent.ProofExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** All credentials and proofs of an agent; none at one that doesn't speak those protocols. */
record AgentExchanges(List<CredentialExchange> credentials, List<ProofExchange> proofs) {

  private static final Comparator<CredentialExchange> NEWEST_FIRST =
      Comparator.comparing((CredentialExchange one) -> one.createdAt().orElse(Instant.EPOCH))
          .reversed();

  /**
   * The newest first. Agents don't tell when proofs were made, but mostly keep their order.
   *
   * @throws AgentException if the agent can't be asked
   */
  static AgentExchanges of(Agent agent) {
    var credentials = known(() -> agent.credentials().records());
    var proofs = new ArrayList<>(known(() -> agent.proofs().records()));
    Collections.reverse(proofs);
    return new AgentExchanges(credentials.stream().sorted(NEWEST_FIRST).toList(), proofs);
  }

  private static <T> List<T> known(Supplier<List<T>> records) {
    try {
      return records.get();
    } catch (AgentException e) {
      if (e.status() == 404) {
        return List.of();
      }
      throw e;
    }
  }
}

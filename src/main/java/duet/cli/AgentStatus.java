package duet.cli;

import duet.agent.PreflightResult;
import java.net.URI;
import java.util.Optional;

/**
 * What a preflight found of an agent, as {@code --json} reports it.
 *
 * @param url the one that answered, or else the one that was asked
 */
record AgentStatus(
    String agent,
    boolean reachable,
    URI url,
    long tookMillis,
    Optional<String> version,
    Optional<AgentError> error) {

  static AgentStatus of(PreflightResult result) {
    return new AgentStatus(
        result.address().name(),
        result.reachable(),
        result.baseUrl(),
        result.took().toMillis(),
        Optional.of(result.version()).filter(text -> !text.isEmpty()),
        result.failure().map(AgentError::of));
  }
}

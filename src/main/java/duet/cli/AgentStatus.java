package duet.cli;

import duet.agent.PreflightResult;
import java.net.URI;
import java.util.Optional;

/**
 * What a preflight found of an agent, as {@code --json} reports it.
 *
 * @param url the one that answered, or else the one that was asked
 * @param didcomm who reaches its DIDComm address, if it is embedded
 */
record AgentStatus(
    String agent,
    boolean reachable,
    URI url,
    long tookMillis,
    Optional<String> version,
    Optional<AgentError> error,
    Optional<DidCommStatus> didcomm) {

  static AgentStatus of(PreflightResult result) {
    return of(result, Optional.empty());
  }

  static AgentStatus of(PreflightResult result, Optional<DidCommStatus> didcomm) {
    return new AgentStatus(
        result.address().name(),
        result.reachable(),
        result.baseUrl(),
        result.took().toMillis(),
        Optional.of(result.version()).filter(text -> !text.isEmpty()),
        result.failure().map(AgentError::of),
        didcomm);
  }
}

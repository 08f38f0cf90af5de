package duet.cli;

import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Problem;
import java.net.URI;
import java.util.Optional;

/** An agent that can't be used, as {@code --json} reports it. */
record AgentError(
    String message,
    String agent,
    String step,
    URI url,
    Cause cause,
    String seen,
    String keys,
    String advice,
    String curl,
    Optional<Problem> problem) {

  static AgentError of(AgentException failure) {
    return new AgentError(
        failure.getMessage(),
        failure.agent(),
        failure.step(),
        failure.target(),
        failure.reason(),
        failure.seen(),
        failure.keys(),
        failure.reason().advice(),
        failure.curl(),
        failure.problem());
  }
}

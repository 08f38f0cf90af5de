package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A command that failed.
 *
 * @param outcome {@code usage}, {@code error}, or the fields of a report, of which it is the first
 * @param soFar the result before the failure
 * @param error an {@link AgentError} or a {@link Message}
 */
record ErrorResult(
    @JsonAnyGetter Map<String, JsonNode> outcome,
    @JsonUnwrapped @JsonIgnoreProperties({"outcome", "exitCode"}) Optional<CommandResult> soFar,
    Record error,
    ExitCode exitCode)
    implements CommandResult {

  /**
   * A failure in words.
   *
   * @param part of the input that is malformed
   * @param usage the synopsis of the command
   */
  record Message(String message, Optional<String> part, Optional<String> usage) {}
}

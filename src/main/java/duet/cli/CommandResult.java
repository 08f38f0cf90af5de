package duet.cli;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The result of a command, a record: its components, in their order, and the exit code are the
 * fields of the {@code --json} document.
 */
interface CommandResult {

  @JsonProperty
  default ExitCode exitCode() {
    return ExitCode.DONE;
  }
}

package duet.cli;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What came of a command. Each has a record of its own; its components, in their order, and the
 * exit code are the fields of the {@code --json} document.
 */
interface CommandResult {

  @JsonProperty
  default ExitCode exitCode() {
    return ExitCode.DONE;
  }
}

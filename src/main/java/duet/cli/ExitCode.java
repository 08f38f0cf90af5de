package duet.cli;

import com.fasterxml.jackson.annotation.JsonValue;

/** The process' exit codes. */
enum ExitCode {
  DONE(0),
  UNEXPECTED(1),
  /** Usage, settings or malformed input. */
  BAD_INPUT(2),
  /** An agent is unreachable, refuses a request, dies or sends garbage. */
  AGENT(3),
  DEAD_END(4),
  TIMED_OUT(5),
  /** A walkthrough, a check or a bench failed. */
  FAILED(6),
  /** By Ctrl-C (SIGINT). */
  INTERRUPTED(130),
  /** By SIGTERM. */
  TERMINATED(143);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  @JsonValue
  int code() {
    return code;
  }
}

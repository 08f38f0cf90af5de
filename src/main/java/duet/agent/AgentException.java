package duet.agent;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An agent could not be reached, refused, died or sent garbage. The message has the agent, what was
 * attempted, where, what was seen and what to try; never a key.
 */
public final class AgentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient AgentAddress agent;
  private final String step;
  private final URI target;
  private final Cause reason;
  private final String seen;
  private final transient Problem problem;

  AgentException(
      AgentAddress agent, String step, URI target, Cause reason, String seen, Problem problem) {
    super(
        "%s could not %s at %s: %s%s. %s"
            .formatted(
                agent.name(), step, target, reason.summary(), inBrackets(seen), reason.advice()));
    this.agent = agent;
    this.step = step;
    this.target = target;
    this.reason = reason;
    this.seen = seen;
    this.problem = problem;
  }

  /** The agent's name, usually {@code inviter} or {@code invitee}. */
  public String agent() {
    return agent.name();
  }

  /** What was attempted, such as {@code accept the invitation}. */
  public String step() {
    return step;
  }

  /** The URL that was tried. */
  public URI target() {
    return target;
  }

  public Cause reason() {
    return reason;
  }

  /** What came instead of the desired response, such as {@code HTTP 401: Invalid API key}. */
  public String seen() {
    return seen;
  }

  /** The agent's own error body, if it sent one. */
  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }

  /** The HTTP status in the agent's own error body; 0 if it sent none. */
  public int status() {
    return problem == null ? 0 : problem.status();
  }

  /** {@code no key set}, or which settings hold what was sent; never the key. */
  public String keys() {
    var names =
        Stream.of(agent.apiKey(), agent.token())
            .flatMap(Optional::stream)
            .map(AgentSecret::variable)
            .toList();
    return names.isEmpty() ? "no key set" : "with the key of " + String.join(" and ", names);
  }

  /** A command line that repeats a harmless request to the same agent. */
  public String curl() {
    return agent.curl(URI.create(agent.url() + "/connections"));
  }

  /** The same failure, for a thread that meets it later, with that thread's stack. */
  public AgentException thrownHere() {
    return with(new Throwable().getStackTrace(), getCause());
  }

  /** The same failure with another stack, and with a cause that is not one of these itself. */
  AgentException with(StackTraceElement[] stack, Throwable cause) {
    var same = new AgentException(agent, step, target, reason, seen, problem);
    same.initCause(cause instanceof AgentException known ? known.getCause() : cause);
    same.setStackTrace(stack);
    return same;
  }

  private static String inBrackets(String seen) {
    return seen.isEmpty() ? "" : " (" + seen + ")";
  }
}

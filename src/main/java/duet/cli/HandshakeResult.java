package duet.cli;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.delivery.DeliveryResult;
import duet.report.Report;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a handshake so far.
 *
 * @param link contains the invitation if it could not be delivered
 * @param report empty before the end
 * @param session how far the pair has come
 * @param brokenOff what stays, if it did not come to an end
 */
record HandshakeResult(
    Optional<Agents> agents,
    Optional<Delivered> delivery,
    Optional<String> link,
    @JsonUnwrapped Optional<Report> report,
    @JsonUnwrapped Optional<SessionStatus> session,
    @JsonUnwrapped Optional<BrokenOff> brokenOff,
    ExitCode exitCode)
    implements CommandResult {

  /** Before anything is known. */
  static final HandshakeResult NONE =
      new HandshakeResult(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ExitCode.DONE);

  HandshakeResult with(Agents opened) {
    return new HandshakeResult(
        Optional.of(opened), delivery, link, report, session, brokenOff, exitCode);
  }

  HandshakeResult with(Delivered made) {
    return new HandshakeResult(
        agents, Optional.of(made), link, report, session, brokenOff, exitCode);
  }

  HandshakeResult withLink(String undelivered) {
    return new HandshakeResult(
        agents, delivery, Optional.of(undelivered), report, session, brokenOff, exitCode);
  }

  HandshakeResult with(Report finished) {
    return new HandshakeResult(
        agents, delivery, link, Optional.of(finished), session, brokenOff, exitCode);
  }

  HandshakeResult with(SessionStatus reached) {
    return new HandshakeResult(
        agents, delivery, link, report, Optional.of(reached), brokenOff, exitCode);
  }

  HandshakeResult with(List<OpenHandshake.Remaining> remaining, List<String> next) {
    var left = Optional.of(new BrokenOff(remaining, next));
    return new HandshakeResult(agents, delivery, link, report, session, left, exitCode);
  }

  HandshakeResult with(ExitCode other) {
    return new HandshakeResult(agents, delivery, link, report, session, brokenOff, other);
  }

  /**
   * The agents that were opened.
   *
   * @param embedded whether all of them are
   * @param data where embedded ones are kept
   * @param byName {@code inviter}, {@code invitee} or both
   */
  record Agents(
      Optional<Boolean> embedded,
      Optional<Path> data,
      @JsonAnyGetter Map<String, AgentStatus> byName) {

    static Agents of(Optional<Boolean> embedded, Optional<Path> data, List<AgentStatus> statuses) {
      var byName = new LinkedHashMap<String, AgentStatus>();
      statuses.forEach(status -> byName.put(status.agent(), status));
      return new Agents(embedded, data, byName);
    }
  }

  /** What stays at the agents, and commands that go on from there. */
  record BrokenOff(List<OpenHandshake.Remaining> remaining, List<String> next) {}

  /** What was delivered. */
  record Delivered(
      String summary,
      Optional<Path> file,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {

    static Delivered of(DeliveryResult result) {
      return new Delivered(result.summary(), result.file(), result.remarks());
    }
  }
}

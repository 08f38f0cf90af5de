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
import java.util.stream.Stream;

/**
 * The result of a command's exchanges so far.
 *
 * @param link contains the invitation if it could not be delivered
 * @param before the exchanges that ended before the last
 * @param report of the last exchange, empty before its end
 * @param decoded the credential or presentation of the last exchange
 * @param session how far the pair has come
 * @param brokenOff what stays, if it did not come to an end
 */
record ExchangeResult(
    Optional<Agents> agents,
    Optional<Delivered> delivery,
    Optional<String> link,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Report> before,
    @JsonUnwrapped Optional<Report> report,
    Optional<Record> decoded,
    @JsonUnwrapped Optional<SessionStatus> session,
    @JsonUnwrapped Optional<BrokenOff> brokenOff,
    ExitCode exitCode)
    implements CommandResult {

  /** Before anything is known. */
  static final ExchangeResult NONE =
      new ExchangeResult(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ExitCode.DONE);

  ExchangeResult with(Agents opened) {
    return new ExchangeResult(
        Optional.of(opened), delivery, link, before, report, decoded, session, brokenOff, exitCode);
  }

  ExchangeResult with(Delivered made) {
    return new ExchangeResult(
        agents, Optional.of(made), link, before, report, decoded, session, brokenOff, exitCode);
  }

  ExchangeResult withLink(String undelivered) {
    return new ExchangeResult(
        agents,
        delivery,
        Optional.of(undelivered),
        before,
        report,
        decoded,
        session,
        brokenOff,
        exitCode);
  }

  ExchangeResult with(Report finished) {
    return new ExchangeResult(
        agents,
        delivery,
        link,
        before,
        Optional.of(finished),
        decoded,
        session,
        brokenOff,
        exitCode);
  }

  ExchangeResult decoded(Record credentialOrPresentation) {
    var shown = Optional.of(credentialOrPresentation);
    return new ExchangeResult(
        agents, delivery, link, before, report, shown, session, brokenOff, exitCode);
  }

  /** Before another exchange. */
  ExchangeResult beforeNext() {
    var ended = Stream.concat(before.stream(), report.stream()).toList();
    return new ExchangeResult(
        agents,
        delivery,
        link,
        ended,
        Optional.empty(),
        Optional.empty(),
        session,
        brokenOff,
        exitCode);
  }

  ExchangeResult with(SessionStatus reached) {
    return new ExchangeResult(
        agents, delivery, link, before, report, decoded, Optional.of(reached), brokenOff, exitCode);
  }

  ExchangeResult with(List<OpenExchanges.Remaining> remaining, List<String> next) {
    var left = Optional.of(new BrokenOff(remaining, next));
    return new ExchangeResult(
        agents, delivery, link, before, report, decoded, session, left, exitCode);
  }

  ExchangeResult with(ExitCode other) {
    return new ExchangeResult(
        agents, delivery, link, before, report, decoded, session, brokenOff, other);
  }

  /**
   * The agents that were opened.
   *
   * @param embedded whether all of them are
   * @param data where embedded ones are kept
   * @param process the id of the one that runs them, if it is another
   * @param byName {@code inviter}, {@code invitee} or both
   */
  record Agents(
      Optional<Boolean> embedded,
      Optional<Path> data,
      Optional<Long> process,
      @JsonAnyGetter Map<String, AgentStatus> byName) {

    static Agents of(
        Optional<Boolean> embedded,
        Optional<Path> data,
        Optional<Long> process,
        List<AgentStatus> statuses) {
      var byName = new LinkedHashMap<String, AgentStatus>();
      statuses.forEach(status -> byName.put(status.agent(), status));
      return new Agents(embedded, data, process, byName);
    }
  }

  /** What stays at the agents, and commands that go on from there. */
  record BrokenOff(List<OpenExchanges.Remaining> remaining, List<String> next) {}

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

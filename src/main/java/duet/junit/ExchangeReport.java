package duet.junit;

import duet.agent.AgentRecord;
import duet.exchange.ExchangeException;
import duet.exchange.RunningExchange;
import duet.exchange.SidePair;
import duet.handshake.Pair;
import duet.report.Report;
import duet.text.SafeText;
import java.util.Optional;

/**
 * The report of one handshake, issuance or presentation.
 *
 * @param thread its ID; empty if neither side was seen
 * @param title what it is, with what the inviter called the connection
 */
record ExchangeReport(Optional<String> thread, String title, Report report) {

  static ExchangeReport of(RunningExchange<?> exchange) {
    return of(exchange.pair(), Report.of(exchange.pair(), exchange.progress()));
  }

  static ExchangeReport of(ExchangeException failure) {
    return of(failure.pair(), Report.of(failure));
  }

  /** Whether both are of the same exchange. */
  boolean sameAs(ExchangeReport other) {
    return thread.isPresent() && thread.equals(other.thread());
  }

  String toText() {
    return title + "\n" + report.toText();
  }

  private static ExchangeReport of(SidePair<?> pair, Report report) {
    var thread =
        pair.sides().stream()
            .flatMap(side -> pair.side(side).stream())
            .map(AgentRecord::thid)
            .findFirst();
    var title = pair instanceof Pair connections ? title(connections) : report.subject();
    return new ExchangeReport(thread, title, report);
  }

  private static String title(Pair pair) {
    var label =
        pair.sides().stream()
            .flatMap(side -> pair.side(side).stream())
            .flatMap(seen -> seen.label().stream())
            .findFirst()
            .map(SafeText::escape)
            .orElse("");
    return label.isEmpty() ? "handshake without a label" : "handshake \"" + label + "\"";
  }
}

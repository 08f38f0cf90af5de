package duet.junit;

import duet.agent.Connection;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import duet.handshake.Pair;
import duet.report.Report;
import duet.text.SafeText;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The report of one handshake.
 *
 * @param thread its ID; empty if neither side was seen
 * @param label what the inviter called the connection; empty without one
 */
record HandshakeReport(Optional<String> thread, String label, Report report) {

  static HandshakeReport of(Handshake handshake) {
    return of(handshake.pair(), Report.of(handshake.pair(), handshake.progress()));
  }

  static HandshakeReport of(HandshakeException failure) {
    return of(failure.pair(), Report.of(failure));
  }

  /** Whether both are of the same handshake. */
  boolean sameAs(HandshakeReport other) {
    return thread.isPresent() && thread.equals(other.thread());
  }

  String toText() {
    var title = label.isEmpty() ? "handshake without a label" : "handshake \"" + label + "\"";
    return title + "\n" + report.toText();
  }

  private static HandshakeReport of(Pair pair, Report report) {
    var label = sides(pair).flatMap(seen -> seen.label().stream()).findFirst().orElse("");
    return new HandshakeReport(
        sides(pair).map(Connection::thid).findFirst(), SafeText.escape(label), report);
  }

  private static Stream<Connection> sides(Pair pair) {
    return Side.CONNECTION.stream().flatMap(side -> pair.side(side).stream());
  }
}

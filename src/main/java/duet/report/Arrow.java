package duet.report;

import duet.agent.ProtocolMessage;
import duet.exchange.Side;

/**
 * A message in the drawing, from point to point.
 *
 * @param leg which part of its way that is
 * @param seen whether whoever gets it there showed that it came
 * @param labelX where its name's middle is
 */
record Arrow(
    ProtocolMessage message,
    Leg leg,
    int x1,
    int y1,
    int x2,
    int y2,
    boolean seen,
    int labelX,
    int labelY) {

  /** Parts of a message's way. */
  enum Leg {
    WHOLE,
    TO_MEDIATOR,
    FROM_MEDIATOR
  }

  private static final int HEAD = 9;
  private static final String MEDIATOR = "the mediator";

  /** The corners of its head. */
  String head() {
    double length = Math.hypot(x2 - x1, y2 - y1);
    double dx = (x2 - x1) / length;
    double dy = (y2 - y1) / length;
    return "%d,%d %.1f,%.1f %.1f,%.1f"
        .formatted(
            x2,
            y2,
            x2 - HEAD * dx - HEAD * 0.5 * dy,
            y2 - HEAD * dy + HEAD * 0.5 * dx,
            x2 - HEAD * dx + HEAD * 0.5 * dy,
            y2 - HEAD * dy - HEAD * 0.5 * dx);
  }

  /** Its name once, with a question mark if nobody showed that it came. */
  String label() {
    return leg == Leg.TO_MEDIATOR ? "" : message + (seen ? "" : "?");
  }

  /** For those who don't see it. */
  String sentence() {
    return "The %s went from %s to %s%s."
        .formatted(
            message,
            leg == Leg.FROM_MEDIATOR ? MEDIATOR : Side.of(message.sender()),
            leg == Leg.TO_MEDIATOR ? MEDIATOR : Side.of(message.receiver()),
            seen ? "" : ", which never showed that it came");
  }
}

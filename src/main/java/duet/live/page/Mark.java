package duet.live.page;

import duet.live.board.Standing;

/**
 * How a standing looks: never by its colour alone.
 *
 * @param kind the class that pages style it by
 */
record Mark(String kind, String symbol, String standing) {

  static Mark of(Standing standing) {
    return switch (standing) {
      case OPEN -> new Mark("open", "○", "open");
      case UNDERWAY -> new Mark("underway", "◐", "under way");
      case COMPLETE -> new Mark("complete", "✓", "complete");
      case DEAD_END -> new Mark("dead", "✕", "dead end");
      case EXPIRED -> new Mark("expired", "◌", "expired");
    };
  }

  static boolean over(Standing standing) {
    return standing != Standing.OPEN && standing != Standing.UNDERWAY;
  }
}

package duet.live.board;

/** How an exchange stands. */
public enum Standing {
  /** An invitation that anybody can still answer. */
  OPEN,
  UNDERWAY,
  /** Every side that is seen has ended well. */
  COMPLETE,
  /** It can no longer complete. */
  DEAD_END,
  /** Nobody answered in time. */
  EXPIRED
}

package duet.handshake;

/** What a pair has come to. */
public sealed interface Progress {

  /** It may still become a connection. */
  record Underway() implements Progress {}

  /**
   * Every side that is seen is final, and where both are seen, they agree on thread and DIDs.
   *
   * @param oneSided whether only one side was seen
   */
  record Connected(boolean oneSided) implements Progress {}

  /** No connection can come of it any more. */
  record DeadEnd(Diagnosis diagnosis) implements Progress {}
}

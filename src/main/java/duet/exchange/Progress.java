package duet.exchange;

/** What a pair has come to. */
public sealed interface Progress {

  /** It may still come to its end. */
  record Underway() implements Progress {}

  /** Every side that is seen is complete, and where both are seen, they agree. */
  record Complete() implements Progress {}

  /** Nothing can come of it any more. */
  record DeadEnd(Diagnosis diagnosis) implements Progress {}
}

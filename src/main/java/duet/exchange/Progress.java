package duet.exchange;

/** How far a pair has come. */
public sealed interface Progress {

  /** It may still complete. */
  record Underway() implements Progress {}

  /** Every side that is seen is complete, and where both are seen, they agree. */
  record Complete() implements Progress {}

  /** It can no longer complete. */
  record DeadEnd(Diagnosis diagnosis) implements Progress {}
}

package duet.bench;

/**
 * Roughly how much heap a bench needs. Embedded agents keep every connection: in memory, or in
 * files, of which the heap holds the indexes and a cache.
 */
public final class MemoryNeed {

  /** Two agents, their driver, and what is under way. */
  private static final long BASE = 40L << 20;

  /** Of both stores. */
  private static final long FILE_CACHES = 32L << 20;

  /** Measured with -Xmx256m: 15 MB more after each 3,000 pairs, garbage excluded. */
  private static final long PER_PAIR_IN_MEMORY = 5_200;

  private static final long PER_PAIR_IN_FILES = 2_200;

  /** What the bench itself remembers of agents elsewhere. */
  private static final long PER_PAIR_ELSEWHERE = 500;

  private MemoryNeed() {}

  /**
   * In bytes.
   *
   * @param embedded whether both agents run in this process
   * @param inFiles whether they keep everything in files
   */
  public static long of(BenchPlan plan, boolean embedded, boolean inFiles) {
    long pairs = (long) plan.pairs() + plan.warmup();
    if (!embedded) {
      return BASE + pairs * PER_PAIR_ELSEWHERE;
    }
    return inFiles
        ? BASE + FILE_CACHES + pairs * PER_PAIR_IN_FILES
        : BASE + pairs * PER_PAIR_IN_MEMORY;
  }
}

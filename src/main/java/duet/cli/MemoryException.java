package duet.cli;

/** Java's memory is full; nothing but the end of the process makes room again. */
final class MemoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final long MEBI = 1 << 20;

  private final ExitCode exitCode;

  /**
   * @param advice what to try
   */
  MemoryException(String advice, ExitCode exitCode, Throwable cause) {
    super(
        "out of memory: all of the %d MiB that Java may use is taken. %s"
            .formatted(Runtime.getRuntime().maxMemory() / MEBI, advice),
        cause);
    this.exitCode = exitCode;
  }

  /** Whether a failure comes from full memory. */
  static boolean isBehind(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || failure.getCause() != null && isBehind(failure.getCause());
  }

  /** How to allow a size, such as {@code 512m}. */
  static String allow(String size) {
    return "Allow more: DUET_JAVA_OPTIONS=-Xmx"
        + size
        + " ./duet …, or java -Xmx"
        + size
        + " -jar …";
  }

  /** How to allow twice as much as now. */
  static String allowMore() {
    return allow(2 * Runtime.getRuntime().maxMemory() / MEBI + "m");
  }

  ExitCode exitCode() {
    return exitCode;
  }
}

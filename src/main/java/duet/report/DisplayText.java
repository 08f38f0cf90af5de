package duet.report;

import java.math.BigDecimal;
import java.time.Duration;

/** How values are shown to people, whatever is in them. */
final class DisplayText {

  private DisplayText() {}

  /** A duration as short as it can be told: {@code 80 ms}, {@code 4.82 s}, {@code 2:05 min}. */
  static String time(Duration duration) {
    long millis = duration.toMillis();
    if (Math.abs(millis) < 1_000) {
      return millis + " ms";
    }
    if (Math.abs(millis) < 100_000) {
      var seconds = BigDecimal.valueOf(millis / 10, 2).stripTrailingZeros();
      return seconds.toPlainString() + " s";
    }
    return "%d:%02d min".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}

package duet.report;

import duet.text.SafeText;
import java.math.BigDecimal;
import java.time.Duration;

/** How values are shown to people, whatever is in them. */
final class DisplayText {

  private DisplayText() {}

  /** As {@link SafeText#escape}. */
  static String safe(String text) {
    return SafeText.escape(text);
  }

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

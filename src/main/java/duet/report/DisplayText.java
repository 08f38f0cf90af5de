package duet.report;

import java.math.BigDecimal;
import java.time.Duration;

/** How values are shown to people, whatever is in them. */
public final class DisplayText {

  private DisplayText() {}

  /**
   * Makes text that came from outside harmless: one line, and what would steer a terminal or turn
   * the reading direction is written as {@code \}{@code u001b}.
   */
  public static String safe(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (steers(c)) {
                safe.append("\\u%04x".formatted(c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
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

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}

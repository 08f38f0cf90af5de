package duet.settings;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 60s}, {@code 2m}, {@code 1h}, or seconds.
 */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|)");

  private static final Duration LONGEST = Duration.ofDays(1);

  private Durations() {}

  /**
   * @throws IllegalArgumentException if the text isn't a duration of more than 0 and at most a day
   */
  public static Duration parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "invalid duration '" + text + "' (such as 500ms, 60s or 2m)");
    }
    var duration = duration(Long.parseLong(match.group(1)), match.group(2));
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "invalid duration '" + text + "' (must be more than 0, at most 24h)");
    }
    return duration;
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}

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
   * @throws IllegalArgumentException if the text is no duration, or none of those that Duet can
   *     wait: more than nothing, and a day at the most
   */
  public static Duration parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration: one like 500ms, 60s or 2m expected");
    }
    var duration = duration(Long.parseLong(match.group(1)), match.group(2));
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time to wait: more than nothing and at most 24h expected");
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

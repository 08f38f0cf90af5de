package duet.settings;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 60s}, {@code 2m}, {@code 1h}, or seconds.
 */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|)");

  private static final Map<String, ChronoUnit> UNITS =
      Map.of("ms", MILLIS, "s", SECONDS, "", SECONDS, "m", MINUTES, "h", HOURS);
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
    var duration = Duration.of(Long.parseLong(match.group(1)), UNITS.get(match.group(2)));
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "invalid duration '" + text + "' (must be more than 0, at most 24h)");
    }
    return duration;
  }
}

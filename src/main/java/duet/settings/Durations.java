package duet.settings;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 60s}, {@code 2m}, {@code 1h}, {@code 1d},
 * or seconds.
 */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|)");

  private static final Map<String, ChronoUnit> UNITS =
      Map.of("ms", MILLIS, "s", SECONDS, "", SECONDS, "m", MINUTES, "h", HOURS, "d", DAYS);
  private static final Duration LONGEST = Duration.ofDays(1);

  private Durations() {}

  /**
   * @throws IllegalArgumentException if the text isn't a duration of more than 0 and at most a day
   */
  public static Duration parse(String text) {
    return parse(text, LONGEST);
  }

  /**
   * @throws IllegalArgumentException if the text isn't a duration of more than 0 and at most the
   *     longest
   */
  public static Duration parse(String text, Duration longest) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "invalid duration '" + text + "' (such as 500ms, 60s or 2m)");
    }
    var duration = Duration.of(Long.parseLong(match.group(1)), UNITS.get(match.group(2)));
    if (duration.isZero() || duration.compareTo(longest) > 0) {
      var most = longest.toDays() > 1 ? longest.toDays() + "d" : longest.toHours() + "h";
      throw new IllegalArgumentException(
          "invalid duration '%s' (must be more than 0, at most %s)".formatted(text, most));
    }
    return duration;
  }
}

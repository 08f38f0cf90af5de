package duet.live.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as a room reads them. The script goes on counting in the same forms. */
final class TimeText {

  private static final DateTimeFormatter TO_THE_MILLISECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

  private TimeText() {}

  /** As {@code 12 s}, {@code 3 min}, {@code 2 h}, {@code 5 d}. */
  static String age(Instant from, Instant now) {
    long seconds = seconds(from, now);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min";
    }
    return seconds < 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }

  /** As {@code 4:59}; from an hour on like an age. */
  static String left(Instant now, Instant until) {
    long seconds = seconds(now, until);
    return seconds < 3_600 ? "%d:%02d".formatted(seconds / 60, seconds % 60) : age(now, until);
  }

  static String toTheMillisecond(Instant instant, ZoneId zone) {
    return TO_THE_MILLISECOND.format(instant.atZone(zone));
  }

  static String toTheSecond(Instant instant, ZoneId zone) {
    return TO_THE_SECOND.format(instant.atZone(zone));
  }

  private static long seconds(Instant from, Instant until) {
    return Math.max(0, Duration.between(from, until).toSeconds());
  }
}

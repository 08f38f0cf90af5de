package duet.embedded.fault;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault that an agent has on request.
 *
 * @param delay zero for kinds without one
 * @param times how many messages, requests or, where states are concerned, connections are
 *     affected; {@link #ALWAYS} for all
 */
public record Fault(FaultKind kind, Duration delay, int times) {

  public static final int ALWAYS = Integer.MAX_VALUE;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<fault>(?<name>[a-z-]+)(=((?<amount>\\d{1,9})(?<unit>ms|s|m)|[a-z]+))?)"
              + "(:(?<times>[1-9]\\d{0,8}))?");
  private static final Map<String, TemporalUnit> UNITS =
      Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES);

  /**
   * Reads {@code name} or {@code name=value}, each optionally with {@code :n} for the first n only.
   *
   * @throws IllegalArgumentException for anything else, with a list of all faults
   */
  public static Fault parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw unknown(text);
    }
    var kind = FaultKind.named(form.group("name")).orElseThrow(() -> unknown(text));
    var unit = form.group("unit");
    if (kind.delays() ? unit == null : !form.group("fault").equals(kind.example())) {
      throw unknown(text);
    }
    var delay =
        kind.delays()
            ? Duration.of(Long.parseLong(form.group("amount")), UNITS.get(unit))
            : Duration.ZERO;
    var times = form.group("times");
    return new Fault(kind, delay, times == null ? ALWAYS : Integer.parseInt(times));
  }

  private static IllegalArgumentException unknown(String text) {
    var known =
        Arrays.stream(FaultKind.values())
            .map(kind -> kind.example() + " (" + kind.meaning() + ")")
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "invalid fault '%s' (must be one of these, optionally with :n for the first n only: %s)"
            .formatted(text, known));
  }
}

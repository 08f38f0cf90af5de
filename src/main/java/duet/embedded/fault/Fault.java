package duet.embedded.fault;

import duet.embedded.fault.FaultKind.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that goes wrong on request.
 *
 * @param delay zero for kinds without one
 * @param times how many messages, requests or, where states are concerned, connections are
 *     affected; {@link #ALWAYS} for all
 */
public record Fault(FaultKind kind, Duration delay, int times) {

  public static final int ALWAYS = Integer.MAX_VALUE;

  private static final Pattern FORM =
      Pattern.compile("(?<name>[a-z-]+)(=(?<value>[a-z0-9]+))?(:(?<times>[1-9]\\d{0,8}))?");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

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
    var value = form.group("value");
    if (value == null != (kind.value() == Value.NONE)
        || kind.value() == Value.ACCEPT && !value.equals("accept")) {
      throw unknown(text);
    }
    var times = form.group("times");
    return new Fault(
        kind,
        kind.value() == Value.DURATION ? duration(value, text) : Duration.ZERO,
        times == null ? ALWAYS : Integer.parseInt(times));
  }

  private static Duration duration(String value, String text) {
    Matcher form = DURATION.matcher(value);
    if (!form.matches()) {
      throw unknown(text);
    }
    long amount = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static IllegalArgumentException unknown(String text) {
    var known =
        Arrays.stream(FaultKind.values())
            .map(kind -> kind.example() + " (" + kind.meaning() + ")")
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "invalid fault '%s' (must be one of these, with :n for the first n only: %s)"
            .formatted(text, known));
  }
}

package duet.live.page;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The colours that a style declares, such as {@code --ink: #17212b}. */
final class Colours {

  private static final Pattern DECLARED = Pattern.compile("--([\\w-]+): #([0-9a-f]{6});");

  private final Map<String, Integer> values;

  Colours(String css) {
    values =
        DECLARED
            .matcher(css)
            .results()
            .collect(Collectors.toMap(c -> c.group(1), c -> Integer.parseInt(c.group(2), 16)));
  }

  /** By WCAG 2.2, from 1 to 21. */
  double contrast(String one, String other) {
    double a = luminance(values.get(one));
    double b = luminance(values.get(other));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int component) {
    double value = (component & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}

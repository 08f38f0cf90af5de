package duet.walkthrough;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps secrets out of what is shown. A short one is replaced only as a whole word, since {@code 1}
 * would be everywhere.
 */
public final class SecretFilter {

  private static final int SHORT = 6;
  private static final String REPLACEMENT = "***";

  private final List<Pattern> secrets;

  /** With these secrets, longer ones first so that none shows the rest of another. */
  public SecretFilter(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> !secret.isBlank())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .map(SecretFilter::pattern)
            .collect(Collectors.toList());
  }

  public String apply(String text) {
    var filtered = text;
    for (Pattern secret : secrets) {
      filtered = secret.matcher(filtered).replaceAll(REPLACEMENT);
    }
    return filtered;
  }

  private static Pattern pattern(String secret) {
    var quoted = Pattern.quote(secret);
    return Pattern.compile(
        secret.length() < SHORT ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted);
  }
}

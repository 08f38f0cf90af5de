package duet.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Masks in HTTP what opens something: keys, tokens, passwords and invitations. */
final class Secrets {

  /** The headers whose values are shown; all others may hold a secret. */
  private static final Set<String> HARMLESS =
      Set.of("accept", "content-type", "content-length", "location", "retry-after", "user-agent");

  private static final int SHORTEST = 4;
  private static final String MASK = "***";

  private record Rule(Pattern found, String replacement) {}

  private static final List<Rule> RULES =
      List.of(
          // an invitation in a link, maybe encoded as part of a form
          rule("(_oob(?:=|%3D))[^&#\\s\"'<>\\\\]+", "$1***"),
          rule("(\"customHeaders\"\\s*:\\s*)\\{[^}]*}", "$1{***}"),
          rule(
              "(\"(?:invitation(?:Url)?|\\w*(?:key|token|secret|password|passwd|authorization))\""
                  + "\\s*:\\s*)\"(?:[^\"\\\\]++|\\\\.)*+\"?",
              "$1\"***\""),
          rule("((?:^|[?&])[\\w-]*(?:key|token|secret|password)=)[^&#\\s]+", "$1***"),
          rule("(https?://)[^/@\\s\"]+@", "$1***@"),
          // the path is what tells our agent's events from others
          rule("(/duet-webhook/)[\\w-]+", "$1***"),
          // JSON in base64url: JWTs, and invitations without their link
          rule("eyJ[\\w-]{6,}+(?:\\.[\\w-]*+)*+", "eyJ***"));

  private Secrets() {}

  static String header(String name, String value) {
    return HARMLESS.contains(name.toLowerCase(Locale.ROOT)) ? masked(value) : MASK;
  }

  /** Whether a header's value is a secret wherever it comes up. */
  static boolean isSecret(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*(key|auth|token|secret).*");
  }

  /**
   * @param values secrets that are known, which others may echo
   */
  static String masked(String text, Collection<String> values) {
    var masked = text;
    for (String value : values) {
      for (String part : value.split(" ")) {
        masked = part.length() < SHORTEST ? masked : masked.replace(part, MASK);
      }
    }
    return masked(masked);
  }

  private static String masked(String text) {
    var masked = text;
    for (Rule rule : RULES) {
      masked = rule.found().matcher(masked).replaceAll(rule.replacement());
    }
    return masked;
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
  }
}

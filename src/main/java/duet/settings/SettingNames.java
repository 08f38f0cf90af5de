package duet.settings;

import duet.text.NearMiss;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of all settings, and remarks on names that are almost one of them. */
final class SettingNames {

  private static final Set<String> AGENTS =
      new TreeSet<>(
          List.of(
              "INVITER_URL",
              "INVITER_APIKEY",
              "INVITER_TOKEN",
              "INVITEE_URL",
              "INVITEE_APIKEY",
              "INVITEE_TOKEN",
              "ISSUER_URL",
              "ISSUER_APIKEY",
              "HOLDER_URL",
              "HOLDER_APIKEY"));

  private static final Set<String> KNOWN =
      new TreeSet<>(
          List.of(
              "DUET_TIMEOUT",
              "DUET_DATA",
              "DUET_HOST",
              "DUET_IMAGE",
              "NEOPRISM_URL",
              "WEBHOOK_URL",
              "WEBHOOK_BIND",
              "LINK_BASE",
              "SMS_URL",
              "SMS_ACCOUNT",
              "SMS_TOKEN",
              "SMS_FROM",
              "SMTP_HOST",
              "SMTP_PORT",
              "SMTP_USER",
              "SMTP_PASSWORD",
              "SMTP_FROM",
              "SMTP_TLS"));

  static {
    KNOWN.addAll(AGENTS);
  }

  /** What is an environment variable and no setting. */
  private static final Pattern PROXY = Pattern.compile("(?i)(https?|no|all)_proxy");

  /** Nobody else's begin so. */
  private static final Pattern ONLY_OURS = Pattern.compile("(INVITER|INVITEE)_.*");

  private SettingNames() {}

  static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /** On names in the environment. */
  static List<String> remarks(Set<String> environment) {
    return environment.stream()
        .filter(name -> !PROXY.matcher(name).matches())
        .sorted()
        .flatMap(name -> remark(name, "the environment"))
        .toList();
  }

  /** On names in a file, which may hold other programs' settings, too. */
  static List<String> remarks(Collection<Setting> file) {
    return file.stream().flatMap(setting -> remark(setting.name(), setting.origin())).toList();
  }

  private static Stream<String> remark(String name, String origin) {
    if (isKnown(name)) {
      return Stream.empty();
    }
    if (PROXY.matcher(name).matches()) {
      return Stream.of("%s in %s has no effect: set it in the environment".formatted(name, origin));
    }
    var question = NearMiss.question(name, KNOWN);
    if (!question.isEmpty()) {
      return Stream.of("%s in %s is unknown%s".formatted(name, origin, question));
    }
    return ONLY_OURS.matcher(name).matches()
        ? Stream.of(
            "%s in %s is unknown (must be one of %s)"
                .formatted(name, origin, String.join(", ", sameSide(name))))
        : Stream.empty();
  }

  private static List<String> sameSide(String name) {
    return AGENTS.stream().filter(known -> known.startsWith(name.substring(0, 8))).toList();
  }
}

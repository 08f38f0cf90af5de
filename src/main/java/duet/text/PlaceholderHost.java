package duet.text;

import java.util.regex.Pattern;

/** Host names from examples and defaults that somebody forgot to replace. */
public final class PlaceholderHost {

  /** The first is a Cloud Agent's default in links of invitations. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)my\\.domain\\.com|(.*\\.)?example(\\.\\w+)?|change-?me|your[.-].*|.*[<>{}$].*");

  private PlaceholderHost() {}

  public static boolean matches(String host) {
    return FORM.matcher(host).matches();
  }
}

package duet.text;

import java.util.regex.Pattern;

/** Host names that stand in examples and defaults, and that somebody forgot to replace. */
public final class PlaceholderHost {

  /** The first is what a Cloud Agent puts into its invitations' links. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)my\\.domain\\.com|(.*\\.)?example(\\.\\w+)?|change-?me|your[.-].*|.*[<>{}$].*");

  private PlaceholderHost() {}

  public static boolean matches(String host) {
    return FORM.matcher(host).matches();
  }
}

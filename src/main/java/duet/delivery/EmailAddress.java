package duet.delivery;

import duet.didcomm.MalformedException;
import duet.text.SafeText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/**
 * One e-mail address, such as {@code bob@example.org}.
 *
 * @param text without a name or angle brackets, in ASCII
 */
public record EmailAddress(String text) {

  private static final Pattern FORM =
      Pattern.compile("[\\x21-\\x7e&&[^,;:<>()\\[\\]\\\\\"]]+@[^@]+");

  /**
   * @throws MalformedException for any other text
   */
  public EmailAddress {
    if (!FORM.matcher(text).matches()) {
      throw malformed(text, null);
    }
    internet(text);
  }

  InternetAddress internet() {
    return internet(text);
  }

  private static InternetAddress internet(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw malformed(text, e);
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static MalformedException malformed(String text, AddressException cause) {
    return new MalformedException(
        "address",
        "invalid e-mail address '%s' (such as bob@example.org)".formatted(SafeText.excerpt(text)),
        cause);
  }
}

package duet.delivery;

import duet.didcomm.MalformedException;
import duet.text.SafeText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/**
 * One mail address, such as {@code bob@example.org}.
 *
 * @param text without a name or angle brackets, in ASCII
 */
public record EmailAddress(String text) {

  private static final Pattern FORM =
      Pattern.compile("[\\x21-\\x7e&&[^,;:<>()\\[\\]\\\\\"]]+@[^@]+");

  /**
   * @throws MalformedException if it is none
   */
  public EmailAddress {
    if (!FORM.matcher(text).matches()) {
      throw malformed(text, null);
    }
    try {
      new InternetAddress(text, true);
    } catch (AddressException e) {
      throw malformed(text, e);
    }
  }

  InternetAddress internet() {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static MalformedException malformed(String text, AddressException cause) {
    return new MalformedException(
        "address",
        "'%s' is no mail address: one like bob@example.org expected."
            .formatted(SafeText.excerpt(text)),
        cause);
  }
}

package duet.delivery;

import duet.didcomm.MalformedException;
import duet.text.SafeText;
import java.util.regex.Pattern;

/**
 * A phone number in E.164.
 *
 * @param text a plus sign, the country code and the number, 7 to 15 digits without spaces
 */
public record PhoneNumber(String text) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  /**
   * @throws MalformedException for any other text
   */
  public PhoneNumber {
    if (!E164.matcher(text).matches()) {
      throw new MalformedException(
          "number",
          "invalid phone number '%s' (E.164, with the country code and without spaces, such as +491701234567)"
              .formatted(SafeText.excerpt(text)));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}

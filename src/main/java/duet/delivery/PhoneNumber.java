package duet.delivery;

import duet.didcomm.MalformedException;
import duet.text.SafeText;
import java.util.regex.Pattern;

/**
 * A telephone number as E.164 has it.
 *
 * @param text a plus sign, the country's code and the number, 7 to 15 digits without spaces
 */
public record PhoneNumber(String text) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  /**
   * @throws MalformedException if it is none
   */
  public PhoneNumber {
    if (!E164.matcher(text).matches()) {
      throw new MalformedException(
          "number",
          "'%s' is no telephone number in E.164: one like +491701234567 expected, with the"
                  .formatted(SafeText.excerpt(text))
              + " country's code and without spaces.");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}

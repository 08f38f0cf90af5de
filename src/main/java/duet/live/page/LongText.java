package duet.live.page;

import duet.text.SafeText;
import java.util.Locale;

/**
 * Foreign text of any length: cut, and whole where somebody opens it.
 *
 * @param id of the element that opens
 * @param limit how many characters are shown at first
 */
record LongText(String id, String whole, int limit) {

  String excerpt() {
    return SafeText.shorten(whole, limit);
  }

  boolean cut() {
    return whole.length() > limit;
  }

  String length() {
    return String.format(Locale.ROOT, "%,d", whole.length());
  }
}

package duet.embedded.outgoing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** A URL that contains what it leads to (RFC 2397). */
final class DataUrl {

  private static final String SCHEME = "data:";

  private DataUrl() {}

  static boolean is(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * What it contains: after {@code ;base64} either alphabet, padded or not, otherwise
   * percent-encoded text, in which other characters stand for themselves.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static byte[] content(String url) {
    int comma = url.indexOf(',');
    if (comma < 0) {
      throw new IllegalArgumentException("no comma before the data");
    }
    var data = unescaped(url.substring(comma + 1));
    return url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")
        ? base64(data)
        : data;
  }

  private static byte[] base64(byte[] data) {
    var text =
        new String(data, StandardCharsets.US_ASCII)
            .replace('-', '+')
            .replace('_', '/')
            .replaceFirst("={1,2}$", "");
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base64", e);
    }
  }

  private static byte[] unescaped(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        int end = text.indexOf('%', i) < 0 ? text.length() : text.indexOf('%', i);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
      } else if (i + 2 < text.length() && hex(text, i) >= 0) {
        bytes.write(hex(text, i));
        i += 2;
      } else {
        throw new IllegalArgumentException("a % without two hexadecimal digits");
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(String text, int percent) {
    int high = Character.digit(text.charAt(percent + 1), 16);
    int low = Character.digit(text.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }
}

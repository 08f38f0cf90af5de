package duet.didcomm;

import java.util.Base64;

/** RFC 4648 section 5, as JOSE uses it: no padding, no white space, one text for one content. */
public final class Base64Url {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  public static byte[] decode(String part, String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      // The last character has bits that carry nothing: were they free, a tag had four spellings.
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw malformed(part, text, e);
    }
    throw malformed(part, text, null);
  }

  /** Decodes a text of exactly so many bytes. */
  public static byte[] decode(String part, String text, int length) {
    byte[] bytes = decode(part, text);
    if (bytes.length != length) {
      throw MalformedException.invalid(
          part, length + " bytes in base64url", bytes.length + " bytes long");
    }
    return bytes;
  }

  /** Decodes what people copy: either alphabet, padded or not. */
  public static byte[] decodeLeniently(String part, String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=' && text.length() - end < 2) {
      end--;
    }
    return decode(part, text.substring(0, end).replace('+', '-').replace('/', '_'));
  }

  private static MalformedException malformed(String part, String text, Throwable cause) {
    return MalformedException.invalid(part, "base64url", Excerpt.of(text), cause);
  }
}

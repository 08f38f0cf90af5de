package duet.didcomm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from bytes, where a malformed byte is an error, not a replacement character. */
public final class Utf8 {
  private Utf8() {}

  public static byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses text with an unpaired surrogate, which UTF-8 can't encode. */
  public static String require(String part, String text) {
    if (!text.equals(new String(encode(text), StandardCharsets.UTF_8))) {
      throw MalformedException.invalid(part, "Unicode text", Excerpt.of(text));
    }
    return text;
  }

  public static String decode(String part, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw MalformedException.invalid(part, "UTF-8", "malformed bytes", e);
    }
  }
}

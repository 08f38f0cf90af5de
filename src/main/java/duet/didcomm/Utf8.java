package duet.didcomm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from bytes, where a wrong byte is an error and not a question mark. */
final class Utf8 {
  private Utf8() {}

  static byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses text that its bytes would not give back: half of a surrogate pair is in it. */
  static void require(String part, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        requirePairs(part, text);
        return;
      }
    }
  }

  private static void requirePairs(String part, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw MalformedException.expected(part, "Unicode text", Excerpt.of(text));
    }
  }

  static String decode(String part, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw MalformedException.expected(part, "text in UTF-8", "something else", e);
    }
  }
}

package duet.didcomm;

import duet.didcomm.PeerDid.Curve;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A public key as a did:peer:2 spells it: multibase base58btc over the multicodec of its curve and
 * the raw key.
 */
final class Multikey {
  private static final String PART = "did:peer:2 key";
  private static final byte CODEC_END = 0x01;
  private static final int CODEC_LENGTH = 2;

  private static final Pattern SHAPE = Pattern.compile("z[1-9A-HJ-NP-Za-km-z]+");

  private Multikey() {}

  /** Checks the form of a key that isn't used here. */
  static void requireShape(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw MalformedException.invalid(PART, "z and base58btc", Excerpt.of(text));
    }
  }

  static String encode(Curve curve, byte[] raw) {
    byte[] bytes = new byte[CODEC_LENGTH + raw.length];
    bytes[0] = curve.codec;
    bytes[1] = CODEC_END;
    System.arraycopy(raw, 0, bytes, CODEC_LENGTH, raw.length);
    return "z" + Base58.encode(bytes);
  }

  /** The raw key; the text must be a key on this curve. */
  static byte[] decode(Curve curve, String text) {
    try {
      if (!text.startsWith("z")) {
        throw new IllegalArgumentException("another multibase");
      }
      byte[] bytes = Base58.decode(text.substring(1), CODEC_LENGTH + KeyPair.LENGTH);
      if (bytes[0] != curve.codec || bytes[1] != CODEC_END) {
        throw new IllegalArgumentException("another type of key");
      }
      return Arrays.copyOfRange(bytes, CODEC_LENGTH, bytes.length);
    } catch (IllegalArgumentException e) {
      throw MalformedException.invalid(
          PART,
          "z and the base58btc of a public key on " + curve.jwkName,
          Excerpt.of(text) + ", " + e.getMessage(),
          e);
    }
  }
}

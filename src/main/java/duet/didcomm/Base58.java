package duet.didcomm;

import java.math.BigInteger;

/** The base58btc of multibase, for the few dozen bytes of a key or a signature. */
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(58);

  private Base58() {}

  public static String encode(byte[] bytes) {
    var digits = new StringBuilder();
    var rest = new BigInteger(1, bytes);
    while (rest.signum() > 0) {
      var divided = rest.divideAndRemainder(BASE);
      digits.append(ALPHABET.charAt(divided[1].intValue()));
      rest = divided[0];
    }
    return "1".repeat(leadingZeros(bytes)) + digits.reverse();
  }

  /**
   * The bytes that a text encodes, exactly {@code length} of them.
   *
   * @throws IllegalArgumentException for another length or an invalid character
   */
  public static byte[] decode(String text, int length) {
    byte[] number = new byte[length];
    for (int i = 0; i < text.length(); i++) {
      int carry = ALPHABET.indexOf(text.charAt(i));
      if (carry < 0) {
        throw new IllegalArgumentException("a character not in base58");
      }
      for (int j = length - 1; j >= 0; j--) {
        carry += (number[j] & 0xff) * 58;
        number[j] = (byte) carry;
        carry >>>= 8;
      }
      if (carry != 0) {
        throw new IllegalArgumentException("more than " + length + " bytes");
      }
    }
    int ones = 0;
    while (ones < text.length() && text.charAt(ones) == '1') {
      ones++;
    }
    if (leadingZeros(number) != ones) {
      throw new IllegalArgumentException("fewer than " + length + " bytes");
    }
    return number;
  }

  private static int leadingZeros(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return zeros;
  }
}

package duet.didcomm;

import java.util.Arrays;

/** The base58btc of multibase, for the few dozen bytes of a public key. */
final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final byte[] DIGITS = new byte[128];

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      DIGITS[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  private Base58() {}

  static String encode(byte[] bytes) {
    char[] digits = new char[bytes.length * 2];
    int start = digits.length;
    byte[] number = bytes.clone();
    int zeros = leadingZeros(number);
    for (int first = zeros; first < number.length; ) {
      int remainder = 0;
      for (int i = first; i < number.length; i++) {
        int value = remainder << 8 | number[i] & 0xff;
        number[i] = (byte) (value / 58);
        remainder = value % 58;
      }
      digits[--start] = ALPHABET.charAt(remainder);
      if (number[first] == 0) {
        first++;
      }
    }
    return "1".repeat(zeros)
        + new String(digits, start, digits.length - start).replaceFirst("^1+", "");
  }

  /**
   * The number of exactly {@code length} bytes that a text stands for.
   *
   * @throws IllegalArgumentException for another length or a character that is no digit
   */
  static byte[] decode(String text, int length) {
    byte[] number = new byte[length];
    for (int i = 0; i < text.length(); i++) {
      int carry = digit(text.charAt(i));
      for (int j = length - 1; j >= 0; j--) {
        carry += (number[j] & 0xff) * 58;
        number[j] = (byte) carry;
        carry >>>= 8;
      }
      if (carry != 0) {
        throw new IllegalArgumentException("more than " + length + " bytes");
      }
    }
    if (leadingZeros(number) != leadingOnes(text)) {
      throw new IllegalArgumentException("fewer than " + length + " bytes");
    }
    return number;
  }

  private static int digit(char character) {
    int digit = character < DIGITS.length ? DIGITS[character] : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("a character that base58 lacks");
    }
    return digit;
  }

  private static int leadingZeros(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return zeros;
  }

  private static int leadingOnes(String text) {
    int ones = 0;
    while (ones < text.length() && text.charAt(ones) == '1') {
      ones++;
    }
    return ones;
  }
}

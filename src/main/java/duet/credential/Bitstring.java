package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;

import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bits of a status list: gzip in base64url. Bit i is {@code 0x80 >> i % 8} of byte {@code i /
 * 8}.
 */
final class Bitstring {
  /** Decompressed, in bytes: eight times as much as a Cloud Agent's. */
  static final int MAX_LENGTH = 128 * 1024;

  /** What a Cloud Agent's list has, and the least that StatusList2021 allows. */
  static final int LENGTH = 16 * 1024;

  private Bitstring() {}

  static byte[] decode(String part, String text) {
    byte[] compressed = Base64Url.decodeLeniently(part, text);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] bits = gzip.readNBytes(MAX_LENGTH + 1);
      if (bits.length > MAX_LENGTH) {
        throw invalid(
            Reason.TOO_LARGE,
            part,
            "more than " + MAX_LENGTH + " bytes decompressed",
            "at most so many");
      }
      return bits;
    } catch (IOException e) {
      throw MalformedException.invalid(part, "gzip in base64url", "other bytes", e);
    }
  }

  /**
   * Padded, as a Cloud Agent does.
   *
   * @throws IllegalArgumentException beyond the last bit
   */
  static String encode(BitSet set) {
    if (set.length() > 8 * LENGTH) {
      throw new IllegalArgumentException(
          "invalid index %d (must be under %d)".formatted(set.length() - 1, 8 * LENGTH));
    }
    byte[] bits = new byte[LENGTH];
    set.stream().forEach(i -> bits[i / 8] |= (byte) (0x80 >> i % 8));
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bits);
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
    return Base64.getUrlEncoder().encodeToString(compressed.toByteArray());
  }

  static boolean isSet(byte[] bits, long index) {
    if (index < 0 || index >= 8L * bits.length) {
      throw invalid(
          Reason.INDEX_OUT_OF_RANGE,
          "status list index",
          String.valueOf(index),
          "0 to " + (8L * bits.length - 1));
    }
    return (bits[(int) (index / 8)] & 0x80 >> index % 8) != 0;
  }
}

package duet.didcomm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of bytes, or of a text's UTF-8. */
public final class Sha256 {
  private Sha256() {}

  static byte[] of(String text) {
    return of(Utf8.encode(text));
  }

  public static byte[] of(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

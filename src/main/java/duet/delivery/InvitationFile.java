package duet.delivery;

import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.file.AtomicFile;
import duet.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with an invitation: a text, JSON, a mail, or a picture of a QR code. */
public final class InvitationFile {

  private static final String PART = "file";
  private static final int MOST_BYTES = 20_000_000;

  private InvitationFile() {}

  /**
   * @throws MalformedException if the file can't be read or holds no invitation
   */
  public static Invitation read(Path file) {
    var name = SafeText.excerpt(file.toString());
    if (Files.isDirectory(file)) {
      throw refused(name, "is a directory, not a file with an invitation.", null);
    }
    try (var in = Files.newInputStream(file)) {
      return read(name, in);
    } catch (IOException e) {
      throw refused(name, "can't be read: " + AtomicFile.reason(e) + ".", e);
    }
  }

  /**
   * Reads to the end, at most 20 MB.
   *
   * @param name what messages call it
   * @throws MalformedException if it holds no invitation
   */
  public static Invitation read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw refused(name, "is too large for an invitation: it has more than 20 MB.", null);
    }
    if (bytes.length == 0) {
      throw refused(name, "is empty.", null);
    }
    if (QrPng.isImage(bytes)) {
      var text = QrPng.decode(name, bytes);
      return read(name + " has a QR code, but no invitation in it: ", text);
    }
    var text = text(name, bytes);
    return read(name + ": ", Mail.looksLike(text) ? Mail.text(bytes) : text);
  }

  private static Invitation read(String failure, String text) {
    try {
      return PastedInvitation.read(text);
    } catch (MalformedException e) {
      throw new MalformedException(PART, failure + e.getMessage(), e);
    }
  }

  /** UTF-8, or what Windows makes; in any other encoding an invitation still is ASCII. */
  private static String text(String name, byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    if (mark == 0xfeff || mark == 0xfffe) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw refused(
            name, "is neither text nor a picture that can be read (PNG, JPEG, GIF, BMP).", null);
      }
    }
    return decoded(bytes);
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  static MalformedException refused(String name, String why, Exception cause) {
    return new MalformedException(PART, name + " " + why, cause);
  }
}

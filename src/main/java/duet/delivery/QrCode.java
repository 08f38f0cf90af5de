package duet.delivery;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/**
 * The code itself, a square of dark and light modules. Error correction is medium while the code
 * stays easy to take from a screen, and low after that: a screen has no scratches, and fewer
 * modules can be larger.
 */
public final class QrCode {

  /** Light modules required around a code. */
  public static final int MARGIN = 4;

  /** Above this size phones have to come close, or fail. */
  private static final int COMFORTABLE = 117;

  private static final int EASY = 69;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * @throws DeliveryException if the text is longer than the largest code holds
   */
  public static QrCode of(String text) {
    try {
      var medium = code(text, ErrorCorrectionLevel.M);
      if (medium.size() <= EASY) {
        return medium;
      }
    } catch (WriterException e) {
      // It may still fit with the lowest correction.
    }
    try {
      return code(text, ErrorCorrectionLevel.L);
    } catch (WriterException e) {
      throw new DeliveryException(
          "The invitation's link has %d characters, too many for a QR code: --via link, or a shorter LINK_BASE or goal."
              .formatted(text.length()),
          e);
    }
  }

  /** Modules on each side, without the margin. */
  public int size() {
    return modules.getWidth();
  }

  /** Whether a phone reads it from a screen without effort. */
  public boolean easyToScan() {
    return size() <= COMFORTABLE;
  }

  /** Whether a module is dark; false outside of the code. */
  public boolean dark(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < size() && y < size();
    return inside && modules.get(x, y) == 1;
  }

  /** The code as a PNG image, in black and white, with its margin. */
  public byte[] png() {
    return QrPng.write(this);
  }

  private static QrCode code(String text, ErrorCorrectionLevel level) throws WriterException {
    return new QrCode(
        Encoder.encode(text, level, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8")).getMatrix());
  }
}

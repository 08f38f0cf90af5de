package duet.delivery;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import duet.didcomm.MalformedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A QR code as a PNG image. */
public final class QrPng {

  /** At most 1,300 pixels for the largest code; half of that is still readable. */
  private static final int LARGEST = 1_300;

  private static final int LEAST_PIXELS = 4;
  private static final int MOST_PIXELS = 10;
  private static final long MOST_AREA = 50_000_000;

  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xffffff;

  private QrPng() {}

  /** The image, in black and white, with the margin that belongs around a code. */
  static byte[] write(QrCode code) {
    int modules = code.size() + 2 * QrCode.MARGIN;
    int pixels = Math.max(LEAST_PIXELS, Math.min(MOST_PIXELS, LARGEST / modules));
    int side = modules * pixels;
    var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean dark = code.dark(x / pixels - QrCode.MARGIN, y / pixels - QrCode.MARGIN);
        image.setRGB(x, y, dark ? BLACK : WHITE);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Whether it begins as a picture of a kind that is read: PNG, JPEG, GIF or BMP. */
  static boolean isImage(byte[] bytes) {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      return ImageIO.getImageReaders(in).hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text of the QR code in a picture.
   *
   * @throws MalformedException if the picture is damaged or has no such code
   */
  static String decode(String name, byte[] bytes) {
    return decode(name, image(name, bytes));
  }

  /** An image's size is known before it is decompressed. */
  private static BufferedImage image(String file, byte[] bytes) {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      var readers = ImageIO.getImageReaders(in);
      var reader = readers.next();
      try {
        reader.setInput(in);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_AREA) {
          throw InvitationFile.refused(file, "is too large for the image of a QR code.", null);
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw InvitationFile.refused(file, "is a damaged image.", e);
    }
  }

  private static String decode(String file, BufferedImage image) {
    var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), onWhite(image));
    var bitmaps =
        List.of(
            new BinaryBitmap(new GlobalHistogramBinarizer(source)),
            new BinaryBitmap(new HybridBinarizer(source)),
            // light on dark
            new BinaryBitmap(new HybridBinarizer(source.invert())));
    for (BinaryBitmap bitmap : bitmaps) {
      for (DecodeHintType hint : List.of(DecodeHintType.PURE_BARCODE, DecodeHintType.TRY_HARDER)) {
        try {
          return new QRCodeReader()
              .decode(
                  bitmap,
                  Map.of(
                      hint, true, DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE)))
              .getText();
        } catch (ReaderException e) {
          // Another binarizer or hint may find it.
        }
      }
    }
    throw InvitationFile.refused(file, "has no QR code in it that can be read.", null);
  }

  /** Transparent parts would count as black. */
  private static int[] onWhite(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] >>> 24 < 128) {
        pixels[i] = 0xff000000 | WHITE;
      }
    }
    return pixels;
  }
}

package duet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import duet.didcomm.MalformedException;
import duet.fixture.Bodies;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QrTest {

  private static final Link LINK = new Link(Optional.empty());

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("data").resolve("bob-connection-invite.png");
  }

  @Test
  void what_is_written_is_read_back() {
    var delivered = new Qr(LINK, file).deliver(Made.connection("To issue a degree"));

    assertThat(delivered.file()).contains(file);
    assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
    assertThat(delivered.read().goal()).contains("To issue a degree");
    assertThat(InvitationFile.read(file).from()).isEqualTo(Bodies.INVITERS_DID);
  }

  @Test
  void it_is_read_back_at_half_the_size_too() throws Exception {
    new Qr(LINK, file).deliver(Made.connection());
    var image = ImageIO.read(file.toFile());
    int half = image.getWidth() / 2;
    var smaller = new BufferedImage(half, half, BufferedImage.TYPE_INT_RGB);
    smaller
        .createGraphics()
        .drawImage(image.getScaledInstance(half, half, Image.SCALE_SMOOTH), 0, 0, null);
    var scaled = directory.resolve("half.png");
    ImageIO.write(smaller, "png", scaled.toFile());

    assertThat(InvitationFile.read(scaled).id()).isEqualTo(Bodies.THREAD);
  }

  @Test
  void the_largest_code_is_read_back_and_called_uncomfortable() {
    var made = Made.connection();
    var long1 = new Link(Optional.of(URI.create("https://duet.dev/" + "x".repeat(2_200))));

    var delivered = new Qr(long1, file).deliver(made);

    assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
    assertThat(delivered.remarks())
        .anyMatch(remark -> remark.contains("phones have to come close"));
    assertThat(new Qr(LINK, file).deliver(made).remarks())
        .noneMatch(remark -> remark.contains("phones"));
  }

  @Test
  void a_link_that_no_code_holds_is_refused_and_nothing_is_written() {
    var tooLong = new Link(Optional.of(URI.create("https://duet.dev/" + "x".repeat(3_000))));

    assertThatThrownBy(() -> new Qr(tooLong, file).deliver(Made.connection()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("too many for a QR code");
    assertThat(file).doesNotExist();
  }

  @Test
  void another_reader_finds_the_link() throws Exception {
    var zbar =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(place -> Path.of(place, "zbarimg"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeThat(zbar).as("zbarimg is installed").isPresent();
    new Qr(LINK, file).deliver(Made.connection());

    var process =
        new ProcessBuilder(zbar.get().toString(), "-q", "--raw", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(found.strip()).isEqualTo(Made.connection().invitationUrl());
  }

  @ParameterizedTest
  @EnumSource
  void the_drawing_is_the_code(QrDrawing drawing) throws Exception {
    var code = new Qr(LINK, file).code(Made.connection());

    var lines = drawing.lines(code, drawing.columns(code));

    assertThat(lines).allMatch(line -> line.length() == drawing.columns(code));
    var text = new Decoder().decode(modules(drawing, lines, code.size())).getText();
    assertThat(text).isEqualTo(Made.connection().invitationUrl());
    assertThat(drawing.lines(code, 1_000).get(0)).hasSizeGreaterThan(drawing.columns(code));
  }

  @Test
  void what_is_no_invitation_is_refused_with_the_reason() throws Exception {
    refused(directory.resolve("none.png"), "no such file");
    refused(directory, "is a directory");
    refused(written("text.png", "no image at all"), "invitation: none in");
    refused(written("empty.png", ""), "is empty");
    new Qr(LINK, file).deliver(Made.connection());
    var half = Arrays.copyOf(Files.readAllBytes(file), 1_000);
    refused(Files.write(directory.resolve("cut.png"), half), "damaged image");
    refused(painted("blank.png", new BitMatrix(200, 200)), "has no QR code in it");
    refused(
        painted("other.png", code(BarcodeFormat.QR_CODE, "https://duet.dev/")), "no invitation");
    refused(painted("wifi.png", code(BarcodeFormat.QR_CODE, "WIFI:S:duet;;")), "no invitation");
    refused(painted("aztec.png", code(BarcodeFormat.AZTEC, "another code")), "has no QR code");
  }

  /** Reads the drawing as an eye does. */
  private static BitMatrix modules(QrDrawing drawing, List<String> lines, int size) {
    var matrix = new BitMatrix(size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        char cell =
            drawing == QrDrawing.ASCII
                ? lines.get(y + 1).charAt(2 * (x + 1))
                : lines.get((y + 1) / 2).charAt(x + 1);
        boolean upper = drawing == QrDrawing.ASCII || (y + 1) % 2 == 0;
        boolean inked = cell == '#' || cell == '█' || cell == (upper ? '▀' : '▄');
        if (inked == (drawing == QrDrawing.INK)) {
          matrix.set(x, y);
        }
      }
    }
    return matrix;
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> InvitationFile.read(file))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(file.toString());
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path painted(String name, BitMatrix code) throws IOException {
    var image = new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        image.setRGB(x, y, code.get(x, y) ? 0 : 0xffffff);
      }
    }
    var file = directory.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static BitMatrix code(BarcodeFormat format, String text) {
    try {
      return new MultiFormatWriter().encode(text, format, 300, 300);
    } catch (com.google.zxing.WriterException e) {
      throw new IllegalStateException(e);
    }
  }
}

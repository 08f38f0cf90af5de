package duet.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.didcomm.MalformedException;
import duet.fixture.Bodies;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationFileTest {

  private static final String LINK =
      Bodies.INVITATION.link(URI.create("https://a.example/p?lang=de")).toString();

  @TempDir Path directory;

  static Stream<byte[]> texts_and_mails_are_read() {
    var soft = LINK.replace("=", "=3D").replaceAll("(.{70})", "$1=\r\n");
    var base64 = Base64.getMimeEncoder().encodeToString(("Grüße! " + LINK).getBytes(UTF_8));
    var html = "<a href=\"" + LINK.replace("&", "&amp;") + "\">Connect</a>";
    return Stream.of(
        LINK.getBytes(UTF_8),
        ("\ufeffGrüße " + LINK).getBytes(UTF_8),
        LINK.getBytes(UTF_16),
        ("Grüße " + LINK).getBytes(ISO_8859_1),
        Bodies.INVITATION.json().getBytes(UTF_8),
        html.getBytes(UTF_8),
        mail("text/plain", "7bit", LINK),
        mail("text/plain; charset=unknown", "quoted-printable", soft),
        mail("text/html; charset=UTF-8", "base64", base64),
        mail(
            "multipart/alternative; boundary=b",
            "7bit",
            "--b\r\nContent-Type: text/plain\r\n\r\nConnect\r\n--b\r\nContent-Type: text/html\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + base64
                + "\r\n--b--\r\n"),
        mail(
            "multipart/mixed; boundary=b",
            "7bit",
            "--b\r\nContent-Type: text/plain\r\n\r\nScan this\r\n--b\r\nContent-Type: image/png\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(QrPng.write(QrCode.of(LINK)))
                + "\r\n--b--\r\n"));
  }

  @ParameterizedTest
  @MethodSource
  void texts_and_mails_are_read(byte[] bytes) throws Exception {
    assertThat(InvitationFile.read("it", new ByteArrayInputStream(bytes)))
        .isEqualTo(Bodies.INVITATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void pictures_are_read_whatever_their_name(String format) throws Exception {
    var code = ImageIO.read(new ByteArrayInputStream(QrPng.write(QrCode.of(LINK))));
    var file = directory.resolve("picture");
    ImageIO.write(onGrey(code), format, file.toFile());

    assertThat(InvitationFile.read(file)).isEqualTo(Bodies.INVITATION);
  }

  @Test
  void a_code_that_is_light_on_dark_is_read() throws Exception {
    var code = ImageIO.read(new ByteArrayInputStream(QrPng.write(QrCode.of(LINK))));
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        code.setRGB(x, y, ~code.getRGB(x, y) | 0xff000000);
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(code, "png", bytes);

    assertThat(InvitationFile.read("it", new ByteArrayInputStream(bytes.toByteArray())))
        .isEqualTo(Bodies.INVITATION);
  }

  @Test
  void what_is_no_invitation_is_refused_by_name() {
    refused(new byte[0], "it is empty");
    refused(new byte[] {'%', 'P', 'D', 'F', 0}, "it is neither text nor a picture");
    refused("Hello Bob".getBytes(UTF_8), "it: invalid invitation: none in \"Hello Bob\"");
    refused(mail("text/plain", "7bit", "Hello Bob"), "it: invalid invitation: none in");
    refused(InputStream.nullInputStream(), "it is empty");
    refused(
        new InputStream() {
          @Override
          public int read() {
            return 'A';
          }
        },
        "more than 20 MB");
  }

  private static void refused(byte[] bytes, String why) {
    refused(new ByteArrayInputStream(bytes), why);
  }

  private static void refused(InputStream in, String why) {
    assertThatThrownBy(() -> InvitationFile.read("it", in))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(why);
  }

  /** As cameras and screenshots have it, in colour. */
  private static BufferedImage onGrey(BufferedImage code) {
    int side = code.getWidth() + 100;
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.LIGHT_GRAY);
    graphics.fillRect(0, 0, side, side);
    graphics.drawImage(code, 50, 50, null);
    graphics.dispose();
    return image;
  }

  private static byte[] mail(String type, String encoding, String body) {
    return ("Received: from a.example\r\n\tby b.example\r\nFrom: alice@a.example\r\nSubject: Hi\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: "
            + type
            + "\r\nContent-Transfer-Encoding: "
            + encoding
            + "\r\n\r\n"
            + body)
        .getBytes(UTF_8);
  }
}

package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import duet.fixture.RawServer;
import duet.fixture.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails from the jar, through encrypted connections that are trusted or not. */
class MailIT {

  private static final String PASSWORD = "password-of-the-server";
  private static final List<String> GREENMAIL =
      List.of("greenmail.tls.keystore.file", "greenmail.tls.keystore.password");

  @TempDir private static Path keys;
  private static SelfSigned certificate;
  private static GreenMail plain;
  private static GreenMail encrypted;

  @TempDir private Path directory;

  @BeforeAll
  static void startTheServers() throws Exception {
    certificate = SelfSigned.in(keys);
    System.setProperty(GREENMAIL.get(0), certificate.store().toString());
    System.setProperty(GREENMAIL.get(1), SelfSigned.PASSWORD);
    plain = started(ServerSetup.PROTOCOL_SMTP);
    encrypted = started(ServerSetup.PROTOCOL_SMTPS);
  }

  @AfterAll
  static void stopTheServers() {
    plain.stop();
    encrypted.stop();
    GREENMAIL.forEach(System::clearProperty);
  }

  @Test
  void tls_from_the_first_byte() throws Exception {
    try (var duet = invite(encrypted.getSmtps().getPort(), "tls", true)) {
      assertThat(duet.exitCode()).as(duet.out() + duet.err()).isZero();
      assertThat(duet.out()).contains("mail to bob@localhost", "Connected after");
      assertThat(encrypted.waitForIncomingEmail(10_000, 1)).isTrue();
      assertThat(duet.out() + duet.err()).doesNotContain(PASSWORD);
    }
  }

  @Test
  void starttls() throws Exception {
    try (var front = RawServer.speaking(MailIT::encrypt);
        var duet = invite(front.port(), "starttls", true)) {
      assertThat(duet.exitCode()).as(duet.out() + duet.err()).isZero();
      assertThat(plain.waitForIncomingEmail(10_000, 1)).isTrue();
    }
  }

  @Test
  void a_certificate_that_nobody_trusts_gets_neither_mail_nor_password() throws Exception {
    try (var duet = invite(encrypted.getSmtps().getPort(), "tls", false)) {
      assertThat(duet.exitCode()).isEqualTo(3);
      assertThat(duet.err()).contains("no secure connection that Java trusts", "_oob=");
      assertThat(duet.out() + duet.err()).doesNotContain(PASSWORD);
    }
  }

  private Program invite(int port, String security, boolean trusted) throws Exception {
    var settings =
        new HashMap<>(
            Map.of(
                "SMTP_HOST",
                "localhost",
                "SMTP_PORT",
                String.valueOf(port),
                "SMTP_USER",
                "duet",
                "SMTP_PASSWORD",
                PASSWORD,
                "SMTP_FROM",
                "duet@localhost",
                "SMTP_TLS",
                security));
    if (trusted) {
      settings.put(
          "JAVA_TOOL_OPTIONS",
          "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
              .formatted(certificate.store(), SelfSigned.PASSWORD));
    }
    return Program.duet(
        directory, settings, "connect", "--via", "email", "--to", "bob@localhost", "--accept");
  }

  private static GreenMail started(String protocol) {
    var server = new GreenMail(new ServerSetup(0, "localhost", protocol));
    server.setUser("duet@localhost", "duet", PASSWORD);
    server.start();
    return server;
  }

  /**
   * Stands in front of GreenMail, which knows no STARTTLS: offers it, and once the connection is
   * encrypted, passes everything on.
   */
  private static void encrypt(Socket client) throws IOException {
    say(client, "220 localhost");
    line(client);
    say(client, "250-localhost\r\n250 STARTTLS");
    if (!line(client).equals("STARTTLS")) {
      return;
    }
    say(client, "220 go on");
    try (var encrypted = startTls(client);
        var server = new Socket(InetAddress.getLoopbackAddress(), plain.getSmtp().getPort())) {
      line(server);
      var back = new Thread(() -> copy(server, encrypted), "from-the-mail-server");
      back.setDaemon(true);
      back.start();
      copy(encrypted, server);
    }
  }

  private static Socket startTls(Socket client) throws IOException {
    try {
      var sockets = certificate.context().getSocketFactory();
      var encrypted = (SSLSocket) sockets.createSocket(client, "localhost", client.getPort(), true);
      encrypted.setUseClientMode(false);
      return encrypted;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // the other direction ended
    }
  }

  private static void say(Socket to, String text) throws IOException {
    to.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(Socket from) throws IOException {
    var line = new StringBuilder();
    for (int c = from.getInputStream().read();
        c >= 0 && c != '\n';
        c = from.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }
}

package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails from the jar, through encrypted connections that are trusted or not. */
class MailIT {

  private static final String PASSWORD = "password-of-the-server";
  private static final String STORE = "changeit";
  private static final List<String> GREENMAIL =
      List.of("greenmail.tls.keystore.file", "greenmail.tls.keystore.password");

  @TempDir private static Path keys;
  private static Path store;
  private static GreenMail plain;
  private static GreenMail encrypted;

  @TempDir private Path directory;

  @BeforeAll
  static void startTheServers() throws Exception {
    store = keys.resolve("server.p12");
    try (var keytool =
        Program.start(
            keys,
            Map.of(),
            List.of(
                Program.tool("keytool"),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE))) {
      assertThat(keytool.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    System.setProperty(GREENMAIL.get(0), store.toString());
    System.setProperty(GREENMAIL.get(1), STORE);
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
    try (var front = StartTlsServer.before(plain.getSmtp().getPort(), tls());
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
              .formatted(store, STORE));
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

  private static SSLContext tls() throws Exception {
    var keyStore = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keyStore.load(in, STORE.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keyStore, STORE.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}

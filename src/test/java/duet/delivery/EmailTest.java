package duet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import duet.agent.AgentSecret;
import duet.fixture.Bodies;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server without encryption; the processes of {@code DeliveryIT} have one with it. */
class EmailTest {

  private static final Link LINK = new Link(Optional.of(URI.create("https://duet.dev/i?a=1")));
  private static final EmailAddress BOB = new EmailAddress("bob@localhost");
  private static final String PASSWORD = "password-of-the-server";

  @TempDir private Path directory;
  private GreenMail server;

  @BeforeEach
  void startTheServer() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("duet@localhost", "duet", PASSWORD);
    server.start();
  }

  @AfterEach
  void stopTheServer() {
    server.stop();
  }

  @Test
  void it_has_the_link_the_code_and_a_plain_part() throws Exception {
    var delivered = email(server(PASSWORD)).deliver(Made.connection("A <b>degree</b>"));

    assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
    var mail = server.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients()[0]).hasToString("bob@localhost");
    assertThat(mail.getFrom()[0]).hasToString("duet@localhost");
    looksRight(mail, "A <b>degree</b>");
    assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void without_a_server_it_stays_in_a_file_that_mail_programs_open() throws Exception {
    var file = directory.resolve("outbox").resolve("bob.eml");

    var delivered =
        new Email(LINK, BOB, Optional.empty(), file).deliver(Made.connection("Why not"));

    assertThat(delivered.remarks()).anyMatch(remark -> remark.startsWith("Nothing was sent"));
    assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
    var session = Session.getInstance(new Properties());
    looksRight(
        new MimeMessage(session, new ByteArrayInputStream(Files.readAllBytes(file))), "Why not");
  }

  @Test
  void a_wrong_password_is_refused_in_one_sentence_without_it() {
    assertThatThrownBy(() -> email(server("wrong-" + PASSWORD)).deliver(Made.connection()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("check SMTP_USER and SMTP_PASSWORD")
        .hasMessageNotContaining(PASSWORD)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_server_without_encryption_gets_no_password_where_it_is_asked_for() {
    assertThatThrownBy(
            () ->
                email(server(PASSWORD, SmtpServer.Security.STARTTLS, port()))
                    .deliver(Made.connection()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("The mail was not sent");
    assertThatThrownBy(
            () ->
                email(server(PASSWORD, SmtpServer.Security.TLS, port())).deliver(Made.connection()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("no secure connection");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_server_that_is_not_there_is_named() throws Exception {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(
            () ->
                email(server(PASSWORD, SmtpServer.Security.NONE, free)).deliver(Made.connection()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("127.0.0.1:" + free + " can't be reached");
  }

  private void looksRight(MimeMessage mail, String goal) throws Exception {
    var parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains("(" + goal + ")", "https://duet.dev/i?a=1&_oob=");
    var related = (MimeMultipart) parts.getBodyPart(1).getContent();
    assertThat(related.getContentType()).startsWith("multipart/related");
    assertThat(related.getBodyPart(0).getContent().toString())
        .contains(goal.replace("<", "&lt;").replace(">", "&gt;"), "cid:invitation-qr")
        .contains("https:", "duet.dev", "a&#x3D;1&amp;_oob&#x3D;");
    var image = related.getBodyPart(1);
    assertThat(image.getHeader("Content-ID")).containsExactly("<invitation-qr>");
    assertThat(image.getDisposition()).isEqualTo("inline");
    var file = Files.write(directory.resolve("code.png"), image.getInputStream().readAllBytes());
    assertThat(InvitationFile.read(file).id()).isEqualTo(Bodies.THREAD);
    Files.delete(file);
  }

  private Email email(SmtpServer by) {
    return new Email(LINK, BOB, Optional.of(by), directory.resolve("unused.eml"));
  }

  private SmtpServer server(String password) {
    return server(password, SmtpServer.Security.NONE, port());
  }

  private static SmtpServer server(String password, SmtpServer.Security security, int port) {
    return new SmtpServer(
        "127.0.0.1",
        port,
        Optional.of("duet"),
        Optional.of(new AgentSecret("SMTP_PASSWORD", password)),
        new EmailAddress("duet@localhost"),
        security);
  }

  private int port() {
    return server.getSmtp().getPort();
  }
}

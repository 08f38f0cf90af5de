package duet.delivery;

import duet.agent.Connection;
import duet.file.WholeFile;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A mail with the link and its QR code.
 *
 * @param server sends it; without one it stays in the file
 * @param file for a mail that is not sent, in the form that mail programs open
 */
public record Email(Link link, MailAddress to, Optional<MailServer> server, Path file)
    implements Delivery {

  private static final MailAddress NOBODY = new MailAddress("duet@localhost");

  @Override
  public Delivered deliver(Connection made) {
    var letter = new Letter(made.goal(), link.of(made));
    var from = server.map(MailServer::from).orElse(NOBODY);
    var mail = Mail.write(from, to, letter, QrPng.write(QrCode.of(letter.link())));
    var remarks = new ArrayList<>(link.remarks(made));
    return server.isPresent() ? sent(server.get(), mail, remarks) : kept(mail, remarks);
  }

  private Delivered sent(MailServer by, MimeMessage mail, List<String> remarks) {
    by.send(mail);
    return new Delivered(
        "mail to " + to, remarks, Optional.empty(), () -> Letter.invitationIn(Mail.text(mail)));
  }

  private Delivered kept(MimeMessage mail, List<String> remarks) {
    WholeFile.write(file, Mail.bytes(mail));
    remarks.add("Nothing was sent: no SMTP_HOST is set. The mail is in " + file + ".");
    return new Delivered(
        "mail in " + file,
        remarks,
        Optional.of(file),
        () -> Letter.invitationIn(Mail.text(opened(file))));
  }

  private static MimeMessage opened(Path file) {
    try {
      var bytes = Text.bytes(file);
      return new MimeMessage(
          Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}

package duet.delivery;

import duet.agent.InvitationRecord;
import duet.file.AtomicFile;
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
 * @param server sends it; without one it is written to the file
 * @param file for an e-mail that is not sent, in the form that mail programs open
 */
public record Email(Link link, EmailAddress to, Optional<SmtpServer> server, Path file)
    implements Delivery {

  private static final EmailAddress NOBODY = new EmailAddress("duet@localhost");

  @Override
  public DeliveryResult deliver(InvitationRecord made) {
    var wording = new InvitationWording(made.goal(), link.of(made));
    var from = server.map(SmtpServer::from).orElse(NOBODY);
    var mail = EmailMessage.write(from, to, wording, QrPng.write(QrCode.of(wording.link())));
    var remarks = new ArrayList<>(link.remarks(made));
    return server.isPresent() ? sent(server.get(), mail, remarks) : kept(mail, remarks);
  }

  private DeliveryResult sent(SmtpServer smtp, MimeMessage mail, List<String> remarks) {
    smtp.send(mail);
    return new DeliveryResult(
        "mail to " + to,
        remarks,
        Optional.empty(),
        () -> InvitationWording.invitationIn(EmailMessage.text(mail)));
  }

  private DeliveryResult kept(MimeMessage mail, List<String> remarks) {
    AtomicFile.write(file, EmailMessage.bytes(mail));
    remarks.add("Nothing was sent: no SMTP_HOST is set. The mail is in " + file + ".");
    return new DeliveryResult(
        "mail in " + file,
        remarks,
        Optional.of(file),
        () -> InvitationWording.invitationIn(EmailMessage.text(opened(file))));
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

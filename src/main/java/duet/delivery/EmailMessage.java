package duet.delivery;

import com.samskivert.mustache.Mustache;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Properties;

/** Mails that invite: plain text, or HTML with the QR code in it. */
final class EmailMessage {

  private static final String SUBJECT = "An invitation to connect";
  private static final String CODE = "invitation-qr";

  private EmailMessage() {}

  static MimeMessage write(
      EmailAddress from, EmailAddress to, InvitationWording wording, byte[] png) {
    try {
      var mail = new MimeMessage(Session.getInstance(new Properties()));
      mail.setFrom(from.internet());
      mail.setRecipient(Message.RecipientType.TO, to.internet());
      mail.setSubject(SUBJECT, "UTF-8");
      mail.setSentDate(new Date());
      var html = new MimeMultipart("related", part(html(wording), "html"), image(png));
      var page = new MimeBodyPart();
      page.setContent(html);
      mail.setContent(new MimeMultipart("alternative", part(wording.line() + "\n", "plain"), page));
      mail.saveChanges();
      return mail;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(MimeMessage mail) {
    var bytes = new ByteArrayOutputStream();
    try {
      mail.writeTo(bytes);
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** The plain text of a mail made here. */
  static String text(MimeMessage mail) {
    try {
      return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, "UTF-8", subtype);
    return part;
  }

  private static MimeBodyPart image(byte[] png) throws MessagingException {
    var part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(png, "image/png")));
    part.setContentID("<" + CODE + ">");
    part.setDisposition(Part.INLINE);
    part.setFileName("invitation.png");
    return part;
  }

  private static String html(InvitationWording wording) {
    try (var in = EmailMessage.class.getResourceAsStream("mail.html");
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return Mustache.compiler()
          .compile(reader)
          .execute(Map.of("link", wording.link(), "goal", wording.goal().orElse(""), "code", CODE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

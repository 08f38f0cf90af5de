package duet.delivery;

import duet.didcomm.MalformedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Pattern;

/** A mail as a file. */
final class Mail {

  /** Header lines, one of which only mails have. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)\\A(From .*\\R)?([a-z][a-z0-9-]*:.*\\R([ \\t].*\\R)*){0,200}?"
              + "(MIME-Version|Received|Return-Path|Message-ID|Subject|Content-Transfer-Encoding):");

  private static final int DEEPEST = 10;

  private Mail() {}

  static boolean looksLike(String text) {
    return HEADER.matcher(text).lookingAt();
  }

  /** All texts in it, decoded, also those of QR codes. */
  static String text(byte[] bytes) {
    var text = new StringBuilder();
    try {
      var session = Session.getInstance(new Properties());
      collect(new MimeMessage(session, new ByteArrayInputStream(bytes)), text, DEEPEST);
    } catch (IOException | MessagingException e) {
      // What is readable without its structure may suffice.
      text.append(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private static void collect(Part part, StringBuilder text, int depth)
      throws IOException, MessagingException {
    if (depth == 0) {
      return;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        collect(parts.getBodyPart(i), text, depth - 1);
      }
    } else if (part.isMimeType("message/rfc822") && part.getContent() instanceof Part inner) {
      collect(inner, text, depth - 1);
    } else {
      leaf(part.getInputStream().readAllBytes(), text);
    }
  }

  private static void leaf(byte[] bytes, StringBuilder text) {
    if (QrPng.isImage(bytes)) {
      try {
        text.append(QrPng.decode("the picture", bytes));
      } catch (MalformedException e) {
        // A logo.
      }
    } else {
      text.append(new String(bytes, StandardCharsets.UTF_8));
    }
    text.append("\n\n");
  }
}

package duet.delivery;

import duet.agent.AgentSecret;
import duet.http.Causes;
import duet.text.SafeText;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;

/**
 * Sends e-mails by SMTP: one attempt, each step of which takes at most 15 s.
 *
 * @param user with a password; empty for a server without authentication
 */
public record SmtpServer(
    String host,
    int port,
    Optional<String> user,
    Optional<AgentSecret> password,
    EmailAddress from,
    Security security) {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** How the connection is secured. The server's certificate must be trusted and match its host. */
  public enum Security {
    /** Starts in plain text, and continues encrypted or not at all. */
    STARTTLS(587),
    /** Encrypted from the first byte. */
    TLS(465),
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    /** The usual port of servers. */
    public int port() {
      return port;
    }
  }

  /**
   * @throws DeliveryException if the server doesn't accept it
   */
  void send(MimeMessage mail) {
    var session = Session.getInstance(properties());
    try (var transport = session.getTransport(security == Security.TLS ? "smtps" : "smtp")) {
      transport.connect(
          host, port, user.orElse(null), password.map(AgentSecret::secret).orElse(null));
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      throw failed(e);
    }
  }

  private Properties properties() {
    var properties = new Properties();
    for (String protocol : new String[] {"smtp", "smtps"}) {
      var prefix = "mail." + protocol + ".";
      var millis = String.valueOf(LIMIT.toMillis());
      properties.put(prefix + "connectiontimeout", millis);
      properties.put(prefix + "timeout", millis);
      properties.put(prefix + "writetimeout", millis);
      properties.put(prefix + "auth", String.valueOf(user.isPresent()));
      properties.put(prefix + "ssl.checkserveridentity", "true");
    }
    properties.put("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
    properties.put("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
    return properties;
  }

  private DeliveryException failed(MessagingException e) {
    return new DeliveryException(
        "The mail was not sent: the server at %s:%d %s.".formatted(host, port, reason(e)), e);
  }

  private String reason(MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return "does not accept the user and password; check SMTP_USER and "
          + password.map(AgentSecret::variable).orElse("SMTP_PASSWORD");
    }
    if (e instanceof SendFailedException) {
      return "refused it: " + words(e);
    }
    if (Causes.has(e, UnknownHostException.class)) {
      return "does not resolve; check SMTP_HOST";
    }
    if (Causes.has(e, SSLException.class)) {
      return "offers no secure connection that Java trusts; check SMTP_TLS, its port and the"
          + " certificate";
    }
    if (Causes.has(e, SocketTimeoutException.class)) {
      return "gave no answer within " + LIMIT.toSeconds() + " s";
    }
    if (Causes.has(e, ConnectException.class)) {
      return "can't be reached; check SMTP_HOST and SMTP_PORT";
    }
    return "did not take it: " + words(e);
  }

  private String words(MessagingException e) {
    var inner = e.getNextException() == null ? e : e.getNextException();
    var words = String.valueOf(inner.getMessage());
    for (String secret : password.stream().map(AgentSecret::secret).toList()) {
      words = words.replace(secret, "***");
    }
    return SafeText.excerpt(words.strip());
  }
}

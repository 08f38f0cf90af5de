package duet.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in words why a secure connection failed, whose exceptions speak of paths and messages. */
public final class TlsFailure {

  private static final Pattern NO_TLS = Pattern.compile("(?i)unrecognized SSL message");
  private static final Pattern EXPECTS_TLS =
      Pattern.compile(
          "(?i)http request[\\w ]{0,20} https (port|server)|speaking plain HTTP to an SSL");

  private TlsFailure() {}

  /** Such as {@code its certificate has expired}; empty if the failure isn't one of TLS. */
  public static Optional<String> describe(Throwable failure) {
    if (Causes.has(failure, CertificateExpiredException.class)) {
      return Optional.of("its certificate has expired");
    }
    if (Causes.has(failure, CertificateNotYetValidException.class)) {
      return Optional.of("its certificate is not valid yet");
    }
    if (Causes.has(failure, CertPathBuilderException.class)) {
      return Optional.of("its certificate is self-signed, or of an authority unknown to Java");
    }
    var certificate = Causes.find(failure, CertificateException.class).map(Throwable::getMessage);
    if (certificate.filter(message -> message.matches("(?s)No (name|subject).*")).isPresent()) {
      return Optional.of("its certificate is for another host (" + certificate.get() + ")");
    }
    return Causes.find(failure, SSLException.class)
        .map(e -> String.valueOf(e.getMessage()))
        .map(TlsFailure::inWords);
  }

  /**
   * Whether a server's answer says that it expects TLS: nginx, Go and others have a text for that.
   */
  public static boolean expectsTls(String answer) {
    return EXPECTS_TLS.matcher(answer).find();
  }

  private static String inWords(String message) {
    return NO_TLS.matcher(message).find() ? "the server speaks no TLS: use http://" : message;
  }
}

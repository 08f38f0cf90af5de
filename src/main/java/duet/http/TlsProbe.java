package duet.http;

import duet.text.HttpUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Whether a port that doesn't answer plain HTTP wants TLS. */
public final class TlsProbe {

  private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  private TlsProbe() {}

  /** Tries a TLS handshake in the background, and sends nothing after it; never fails. */
  public static CompletableFuture<Boolean> of(URI url) {
    return CompletableFuture.supplyAsync(
        () -> speaksTls(HttpUrl.host(url).orElse(""), HttpUrl.port(url)));
  }

  private static boolean speaksTls(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      ((SSLSocket) factory.createSocket(socket, host, port, true)).startHandshake();
      return true;
    } catch (SSLException e) {
      // A certificate that isn't trusted, and an alert, come from a port that speaks TLS.
      return Causes.has(e, CertificateException.class, CertPathBuilderException.class)
          || String.valueOf(e.getMessage()).startsWith("Received fatal alert");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}

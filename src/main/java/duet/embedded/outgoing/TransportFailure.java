package duet.embedded.outgoing;

import duet.http.Causes;
import duet.http.LocalAddressException;
import duet.http.TlsFailure;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;

/** Why a request got no answer, in plain words. */
final class TransportFailure {

  private TransportFailure() {}

  /**
   * @param timeout that the request had
   */
  static String describe(Throwable failure, URI target, Duration timeout) {
    var where = target.getAuthority();
    if (Causes.has(failure, LocalAddressException.class)) {
      return "This agent doesn't call loopback or link-local addresses that others name: "
          + where
          + " (--allow-loopback-peers permits it)";
    }
    if (Causes.has(failure, UnresolvedAddressException.class, UnknownHostException.class)) {
      return "The host name does not resolve: " + where;
    }
    if (Causes.has(failure, TimeoutException.class, SocketTimeoutException.class)) {
      return "No answer within " + timeout.toMillis() + " ms: " + where;
    }
    if (Causes.has(failure, ConnectException.class)) {
      return "Connection refused: " + where;
    }
    if (Causes.has(failure, EOFException.class, ClosedChannelException.class)) {
      return "Connection closed before the end of the answer: " + where;
    }
    if (Causes.has(failure, HttpResponseException.class)) {
      return "Not an HTTP answer: " + where;
    }
    var tls = TlsFailure.describe(failure);
    if (tls.isPresent()) {
      return "No secure connection, " + tls.get() + ": " + where;
    }
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return "%s: %s".formatted(cause.getMessage() == null ? "No answer" : cause.getMessage(), where);
  }
}

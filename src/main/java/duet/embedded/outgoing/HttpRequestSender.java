package duet.embedded.outgoing;

import duet.http.Causes;
import duet.http.HttpClients;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Posts over HTTP/1.1 to http and https URLs alone. Redirects are not followed, and of an answer no
 * more than its start is read.
 */
public final class HttpRequestSender implements RequestSender {

  private static final int MOST_OF_ANSWER = 64 * 1024;

  /** How long a connection waits for its next letter: less than receivers wait for one. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Duration whole;

  /**
   * @param connect how long connecting may take
   * @param whole how long all may take, from connecting to the end of the answer
   * @param server whose threads are used, and with which this starts and stops
   */
  public HttpRequestSender(Duration connect, Duration whole, Server server) {
    this.whole = whole;
    http = HttpClients.of(connect, IDLE);
    // Whoever is told of a delivery goes on elsewhere, so no thread need be woken for that.
    http.getHttpClientTransport().setInvocationType(InvocationType.NON_BLOCKING);
    http.setExecutor(server.getThreadPool());
    http.setScheduler(server.getScheduler());
    server.addBean(http);
  }

  /** Whether a letter may go there: an http or https URL with a host and without a user. */
  public static boolean reaches(URI target) {
    var scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https"))
        && target.getHost() != null
        && target.getUserInfo() == null
        && target.getPort() != 0
        && target.getPort() <= 65_535;
  }

  @Override
  public CompletableFuture<SendResult> carry(OutgoingRequest letter) {
    var delivery = new CompletableFuture<SendResult>();
    try {
      request(letter)
          .send(
              new TruncatingListener(
                  MOST_OF_ANSWER,
                  delivery::complete,
                  failure ->
                      delivery.complete(SendResult.unreachable(reason(failure, letter.to())))));
    } catch (IllegalArgumentException e) {
      delivery.complete(SendResult.unreachable("Not an address or a header that can be used"));
    }
    return delivery;
  }

  private Request request(OutgoingRequest letter) {
    if (!reaches(letter.to())) {
      throw new IllegalArgumentException(letter.to().toString());
    }
    long limit = whole.toMillis();
    var request =
        http.POST(letter.to())
            .timeout(limit, TimeUnit.MILLISECONDS)
            .idleTimeout(2 * limit, TimeUnit.MILLISECONDS);
    request.headers(fields -> letter.headers().forEach(fields::put));
    return request.body(
        new BytesRequestContent(
            letter.headers().get("Content-Type"), letter.body().getBytes(StandardCharsets.UTF_8)));
  }

  private String reason(Throwable failure, URI target) {
    var where = target.getHost() + (target.getPort() < 0 ? "" : ":" + target.getPort());
    if (Causes.has(failure, UnresolvedAddressException.class, UnknownHostException.class)) {
      return "The host name does not resolve: " + where;
    }
    if (Causes.has(failure, TimeoutException.class, SocketTimeoutException.class)) {
      return "No answer within " + whole.toMillis() + " ms: " + where;
    }
    if (Causes.has(failure, ConnectException.class)) {
      return "Connection refused: " + where;
    }
    if (Causes.has(failure, EOFException.class, ClosedChannelException.class)) {
      return "Closed before the whole answer came: " + where;
    }
    if (Causes.has(failure, HttpResponseException.class)) {
      return "What came is no HTTP answer: " + where;
    }
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return "%s: %s".formatted(cause.getMessage() == null ? "No answer" : cause.getMessage(), where);
  }
}

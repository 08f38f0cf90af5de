package duet.embedded.mail;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Posts over HTTP/1.1 to http and https URLs alone. Redirects are not followed, and of an answer no
 * more than its start is read.
 */
public final class HttpCarrier implements Carrier {

  private static final int MOST_OF_ANSWER = 64 * 1024;

  /** Made aside: its TLS takes as long as the rest of an agent's start. */
  private final CompletableFuture<HttpClient> http;

  private final Duration whole;

  /**
   * @param connect how long connecting may take
   * @param whole how long all may take, from connecting to the end of the answer
   */
  public HttpCarrier(Duration connect, Duration whole) {
    this.whole = whole;
    http =
        CompletableFuture.supplyAsync(
            () ->
                HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connect)
                    .build());
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
  public CompletableFuture<Delivery> carry(Letter letter) {
    HttpRequest request;
    try {
      request = request(letter);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          Delivery.unreachable("Not an address or a header that can be used"));
    }
    var exchange = http.join().sendAsync(request, answer -> new ShortBody(MOST_OF_ANSWER));
    return exchange
        .thenApply(answer -> new Delivery(answer.statusCode(), answer.body()))
        .orTimeout(whole.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              exchange.cancel(true);
              return Delivery.unreachable(reason(failure, letter.to()));
            });
  }

  private HttpRequest request(Letter letter) {
    if (!reaches(letter.to())) {
      throw new IllegalArgumentException(letter.to().toString());
    }
    var request = HttpRequest.newBuilder(letter.to());
    letter.headers().forEach(request::header);
    return request.POST(HttpRequest.BodyPublishers.ofString(letter.body())).build();
  }

  private String reason(Throwable failure, URI target) {
    var where = target.getHost() + (target.getPort() < 0 ? "" : ":" + target.getPort());
    if (has(failure, UnresolvedAddressException.class)) {
      return "The host name does not resolve: " + where;
    }
    if (has(failure, TimeoutException.class) || has(failure, HttpTimeoutException.class)) {
      return "No answer within " + whole.toMillis() + " ms: " + where;
    }
    if (has(failure, ConnectException.class)) {
      return "Connection refused: " + where;
    }
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return "%s: %s".formatted(cause.getMessage() == null ? "No answer" : cause.getMessage(), where);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(kind::isInstance);
  }
}

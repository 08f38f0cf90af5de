package duet.embedded.outgoing;

import duet.embedded.outgoing.FetchException.Fault;
import duet.http.CallLog;
import duet.text.HttpUrl;
import duet.text.SafeText;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Reads the texts that URLs lead to which others chose: {@code http} and {@code https} by one GET,
 * and {@code data}, which contain it. It follows no redirects, takes no more than {@link #TIMEOUT}
 * from connecting to the last byte, and reads at most {@link #MAX_BYTES}, in UTF-8. Addresses are
 * refused, and proxies used, as by the {@link HttpRequestSender} that made it. Safe for many
 * threads.
 */
public final class BoundedFetch {

  /** 5 s. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** 256 KiB. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Percent-encoded data takes three characters for a byte. */
  private static final int MAX_DATA_URL = 3 * MAX_BYTES + 1024;

  private static final int MAX_URL = 8 * 1024;
  private static final String ACCEPT = "application/json, */*;q=0.5";
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final HttpClient http;
  private final Duration timeout;

  BoundedFetch(HttpClient http, Duration timeout) {
    this.http = http;
    this.timeout = timeout;
  }

  /**
   * Returns at once. The future fails with a {@link FetchException}; what depends on it must not
   * block, since it may run on a thread that reads sockets.
   */
  public CompletableFuture<String> get(String url) {
    try {
      return DataUrl.is(url)
          ? CompletableFuture.completedFuture(text(data(url), url))
          : get(check(url));
    } catch (FetchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<String> get(URI url) {
    var log =
        CallLog.begin("GET", url, Map.of(HttpHeader.ACCEPT.asString(), List.of(ACCEPT)), () -> "");
    var answer = new BoundedAnswer(url, MAX_BYTES, timeout);
    http.newRequest(url)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .idleTimeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
        .headers(fields -> fields.put(HttpHeader.ACCEPT, ACCEPT))
        .send(answer);
    return answer
        .content()
        .thenApply(bytes -> text(bytes, url.toString()))
        .whenComplete(
            (text, failure) -> {
              if (failure == null) {
                log.answered(answer.status(), text);
              } else {
                log.failed(failure);
              }
            });
  }

  private static URI check(String url) {
    if (url.length() > MAX_URL) {
      throw new FetchException(
          Fault.INVALID_URL,
          "a URL of %d characters (must be at most %d)".formatted(url.length(), MAX_URL));
    }
    try {
      return HttpUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new FetchException(Fault.INVALID_URL, e.getMessage() + ": " + SafeText.excerpt(url));
    }
  }

  private static byte[] data(String url) {
    if (url.length() > MAX_DATA_URL) {
      throw tooLarge(url);
    }
    try {
      var content = DataUrl.content(url);
      if (content.length > MAX_BYTES) {
        throw tooLarge(url);
      }
      return content;
    } catch (IllegalArgumentException e) {
      throw new FetchException(
          Fault.INVALID_URL,
          "invalid data URL (%s): %s".formatted(e.getMessage(), SafeText.excerpt(url)));
    }
  }

  static FetchException tooLarge(String url) {
    return new FetchException(
        Fault.TOO_LARGE,
        "More than the %d KiB that are read: %s"
            .formatted(MAX_BYTES / 1024, SafeText.excerpt(url)));
  }

  private static String text(byte[] bytes, String url) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new FetchException(Fault.NOT_TEXT, "Not in UTF-8: " + SafeText.excerpt(url));
    }
  }
}

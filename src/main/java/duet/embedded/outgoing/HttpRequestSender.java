package duet.embedded.outgoing;

import duet.http.CallLog;
import duet.http.HttpClients;
import duet.text.HttpUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Sends over HTTP/1.1, to http and https URLs only. Redirects are not followed, and no more than
 * the start of an answer is read.
 */
public final class HttpRequestSender implements RequestSender {

  private static final int MAX_ANSWER_BYTES = 64 * 1024;
  private static final int MAX_DELIVERY_BYTES = 1024 * 1024;

  /** How long a connection waits for its next request: less than receivers wait for one. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Duration timeout;
  private final int maxAnswer;

  /**
   * @param connect how long connecting may take
   * @param timeout how long a request may take, from connecting to the end of the answer
   * @param server whose threads are used, and with which this starts and stops
   */
  public HttpRequestSender(Duration connect, Duration timeout, Server server) {
    this(
        HttpClients.of(connect, IDLE, InvocationType.NON_BLOCKING),
        timeout,
        server,
        MAX_ANSWER_BYTES);
  }

  /**
   * A sender that doesn't call loopback and link-local addresses, whatever name resolves to them.
   * The parameters are those of the constructor.
   */
  public static HttpRequestSender toNetwork(Duration connect, Duration timeout, Server server) {
    var http = HttpClients.toNetwork(connect, IDLE, InvocationType.NON_BLOCKING);
    return new HttpRequestSender(http, timeout, server, MAX_ANSWER_BYTES);
  }

  /** A sender that reads answers of up to 1 MiB, for deliveries of messages. */
  public static HttpRequestSender toMediator(Duration connect, Duration timeout, Server server) {
    var http = HttpClients.of(connect, IDLE, InvocationType.NON_BLOCKING);
    return new HttpRequestSender(http, timeout, server, MAX_DELIVERY_BYTES);
  }

  private HttpRequestSender(HttpClient http, Duration timeout, Server server, int maxAnswer) {
    this.timeout = timeout;
    this.maxAnswer = maxAnswer;
    this.http = http;
    http.setExecutor(server.getThreadPool());
    http.setScheduler(server.getScheduler());
    server.addBean(http);
  }

  /** Reads what is at URLs, calling the same addresses by the same proxies. */
  public BoundedFetch fetch() {
    return new BoundedFetch(http, BoundedFetch.TIMEOUT);
  }

  @Override
  public CompletableFuture<SendResult> send(OutgoingRequest request) {
    var result = new CompletableFuture<SendResult>();
    var headers = new TreeMap<String, List<String>>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    var log = CallLog.begin("POST", request.to(), headers, request::body);
    try {
      post(request)
          .send(
              new TruncatingListener(
                  maxAnswer,
                  result,
                  failure -> TransportFailure.describe(failure, request.to(), timeout)));
    } catch (IllegalArgumentException e) {
      result.complete(SendResult.unreachable("Invalid address or header: " + e.getMessage()));
    }
    return result.whenComplete(
        (sent, failure) -> {
          if (sent.unanswered()) {
            log.failed(sent.answer());
          } else {
            log.answered(sent.status(), sent.answer());
          }
        });
  }

  private Request post(OutgoingRequest request) {
    var content = request.body().getBytes(StandardCharsets.UTF_8);
    return http.POST(HttpUrl.check(request.to()))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .idleTimeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
        .headers(fields -> request.headers().forEach(fields::put))
        .body(new BytesRequestContent(request.headers().get("Content-Type"), content));
  }
}

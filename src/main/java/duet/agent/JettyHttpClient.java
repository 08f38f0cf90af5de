package duet.agent;

import duet.http.CallLog;
import duet.http.Causes;
import duet.http.HttpClients;
import duet.http.HttpProxies;
import duet.http.RequestBodyReader;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The JDK's client API, which the generated stubs use, on Jetty's client: the JDK's own takes twice
 * the CPU, starts a thread for each response on JDK 17 with two cores, and can't be stopped there.
 *
 * <p>HTTP/1.1, since agents differ in how they answer an upgrade to HTTP/2; no redirects, no
 * cookies. A request's timeout covers all of it, from connecting to the last byte of the response.
 * The process has one, until it ends; responses come on its threads.
 */
final class JettyHttpClient extends HttpClient {

  private static final int THREADS = 16;
  private static final int CONNECTIONS = 128;
  private static final int WAITING = 1 << 16;
  private static final int LARGEST_ANSWER = 64 << 20;

  /**
   * How long a connection waits for its next request: less than any agent does, which would close
   * it while a request is under way; and short, since an agent that serves one connection at a time
   * waits for one that was opened in vain.
   */
  private static final Duration IDLE = Duration.ofSeconds(2);

  /** Every request's own timeout is at most this. */
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private static final Queue<Runnable> SHUTDOWN_TASKS = new ConcurrentLinkedQueue<>();
  private static final JettyHttpClient SHARED = new JettyHttpClient();

  private final org.eclipse.jetty.client.HttpClient jetty;

  private JettyHttpClient() {
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setDaemon(true);
    threads.setName("duet-calls");
    jetty = HttpClients.of(CONNECT, IDLE);
    jetty.setExecutor(threads);
    jetty.setScheduler(new ScheduledExecutorScheduler("duet-calls-timer", true));
    jetty.setMaxConnectionsPerDestination(CONNECTIONS);
    jetty.setMaxRequestsQueuedPerDestination(WAITING);
    try {
      jetty.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client did not start", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  static JettyHttpClient shared() {
    return SHARED;
  }

  /** Runs a task when the process ends, while requests can still be sent. */
  static void onShutdown(Runnable task) {
    SHUTDOWN_TASKS.add(task);
  }

  /** A JVM that ends waits for threads in a selector. */
  private void stop() {
    SHUTDOWN_TASKS.forEach(Runnable::run);
    try {
      jetty.stop();
    } catch (Exception e) {
      // The process ends anyway.
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    var answer = new Answer<HttpResponse<T>>();
    var log = CallLog.begin(request);
    try {
      jetty(request).send(new ResponseAdapter<>(request, handler, answer, LARGEST_ANSWER, log));
    } catch (IllegalArgumentException e) {
      log.failed(e);
      answer.completeExceptionally(new IOException(e.getMessage(), e));
    }
    return answer;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
    return sendAsync(request, handler);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
    try {
      return sendAsync(request, handler).join();
    } catch (CompletionException e) {
      throw new IOException(Causes.unwrap(e));
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.of(CONNECT);
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.of(HttpProxies.ofProcess());
  }

  @Override
  public SSLContext sslContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SSLParameters sslParameters() {
    return sslContext().getDefaultSSLParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.of(jetty.getExecutor());
  }

  private Request jetty(HttpRequest request) {
    var sent = jetty.newRequest(request.uri()).method(request.method());
    long limit = request.timeout().orElse(CONNECT).toMillis();
    sent.timeout(limit, TimeUnit.MILLISECONDS).idleTimeout(2 * limit, TimeUnit.MILLISECONDS);
    sent.headers(
        fields -> request.headers().map().forEach((name, values) -> fields.put(name, values)));
    request
        .bodyPublisher()
        .filter(body -> body.contentLength() != 0)
        .ifPresent(
            body ->
                sent.body(
                    new BytesRequestContent(
                        request.headers().firstValue("Content-Type").orElse(null),
                        RequestBodyReader.bytes(body))));
    return sent;
  }

  /** The generated stubs continue on the thread of the response; the default is a new thread. */
  private static final class Answer<T> extends CompletableFuture<T> {
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new Answer<>();
    }

    @Override
    public Executor defaultExecutor() {
      return Runnable::run;
    }
  }
}

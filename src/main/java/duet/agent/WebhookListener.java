package duet.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Where agents call us: one HTTP server for each address we listen on, shared by all agents of the
 * process, each of which has its own secret path. It responds before the event is handled, and with
 * 404 to unknown secrets.
 */
final class WebhookListener extends Handler.Abstract {

  /** Begins each of our paths, so that an abandoned webhook of ours can be recognised. */
  static final String PREFIX = "/duet-webhook/";

  /** The response to a GET of a path in use, so that an abandoned one can be recognised. */
  static final String ALIVE = "duet";

  private static final int LARGEST_EVENT = 1 << 20;
  private static final int THREADS = 8;
  private static final int IDLE_MILLIS = 30_000;
  private static final Map<InetSocketAddress, WebhookListener> OPEN = new HashMap<>();

  private final InetSocketAddress bind;
  private final Map<String, Consumer<String>> receivers = new ConcurrentHashMap<>();
  private final QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
  private final Server server;
  private final ServerConnector connector;
  private int users;

  private WebhookListener(InetSocketAddress bind) {
    super(InvocationType.NON_BLOCKING);
    this.bind = bind;
    threads.setDaemon(true);
    threads.setName("duet-webhooks");
    server = new Server(threads, new ScheduledExecutorScheduler("duet-webhooks-timer", true), null);
    server.setDynamic(false);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(bind.getHostString());
    connector.setPort(bind.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    var limited = new SizeLimitHandler(LARGEST_EVENT, -1);
    limited.setHandler(this);
    server.setHandler(limited);
    server.setStopTimeout(0);
  }

  /**
   * Uses the listener at an address, and starts it first if needed; {@link #leave} ends the use.
   *
   * @throws IOException if we can't listen on the address
   */
  static WebhookListener join(InetSocketAddress bind) throws IOException {
    synchronized (OPEN) {
      var listener = OPEN.get(bind);
      if (listener == null) {
        listener = new WebhookListener(bind);
        listener.listen();
        OPEN.put(bind, listener);
      }
      listener.users++;
      return listener;
    }
  }

  /** Ends a use; the last one stops listening. */
  void leave() {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(bind);
        stopServer();
      }
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /**
   * Passes what is posted to a secret's path to this receiver, on one of the listener's threads.
   */
  void receive(String secret, Consumer<String> receiver) {
    receivers.put(secret, receiver);
  }

  void forget(String secret) {
    receivers.remove(secret);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var path = Request.getPathInContext(request);
    var receiver = path.startsWith(PREFIX) ? receivers.get(path.substring(PREFIX.length())) : null;
    if (receiver == null) {
      response.setStatus(404);
      callback.succeeded();
    } else if ("POST".equals(request.getMethod())) {
      Content.Source.asString(
          request,
          StandardCharsets.UTF_8,
          Promise.from(
              event -> accept(event, receiver, response, callback),
              failure -> refuse(failure, request, response, callback)));
    } else {
      Content.Sink.write(response, true, ALIVE, callback);
    }
    return true;
  }

  private void accept(
      String event, Consumer<String> receiver, Response response, Callback callback) {
    response.setStatus(200);
    response.write(true, null, Callback.from(callback, () -> dispatch(event, receiver)));
  }

  /** A receiver may take long, or close this listener: not on a thread that reads sockets. */
  private void dispatch(String event, Consumer<String> receiver) {
    try {
      threads.execute(() -> receiver.accept(event));
    } catch (RejectedExecutionException e) {
      // Closed in the meantime.
    }
  }

  /** Too large, or the agent went away. */
  private static void refuse(
      Throwable failure, Request request, Response response, Callback callback) {
    if (failure instanceof HttpException known) {
      Response.writeError(request, response, callback, known.getCode());
    } else {
      callback.failed(failure);
    }
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      stopServer();
      throw new IOException("can't listen on " + bind + ": " + e.getMessage(), e);
    }
  }

  private void stopServer() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the listener at " + bind + " did not stop", e);
    }
  }
}

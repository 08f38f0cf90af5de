package duet.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Where agents call us: one HTTP server for each address that is listened on, shared by all agents
 * of the process, each of which has a path with a secret of its own. It answers before the event is
 * looked at, and 404 to whoever doesn't know a secret.
 */
final class WebhookListener extends Handler.Abstract {

  /** Every path of ours begins with this, so that one left behind can be told from others'. */
  static final String PREFIX = "/duet-webhook/";

  /** What a GET of a live path answers, so that a dead one can be told. */
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
   * Takes a share in the listener at an address; each share is to be {@link #leave left}.
   *
   * @throws IOException if the address can't be listened on
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

  /** Gives a share back; the last one stops listening. */
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

  /** Hands what is posted to a secret's path to this receiver, on one of the listener's threads. */
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
      Content.Source.asByteBuffer(
          request,
          Promise.from(
              body -> take(body, receiver, response, callback),
              failure -> refuse(failure, request, response, callback)));
    } else {
      Content.Sink.write(response, true, ALIVE, callback);
    }
    return true;
  }

  private void take(
      ByteBuffer body, Consumer<String> receiver, Response response, Callback callback) {
    var event = BufferUtil.toUTF8String(body);
    response.setStatus(200);
    response.write(true, null, Callback.from(callback, () -> hand(event, receiver)));
  }

  /** Whoever is told may take long, or close this listener: no thing for what reads the sockets. */
  private void hand(String event, Consumer<String> receiver) {
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

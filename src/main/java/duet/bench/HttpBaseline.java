package duet.bench;

import duet.http.HttpClients;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * The bare HTTP exchanges of a handshake, with bodies of the usual sizes and nothing behind them:
 * invite, accept, the two messages, and a look at each side.
 */
final class HttpBaseline implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Short: the server closes connections between measurements, and the client might not notice. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private static final int MESSAGE = 3_000;
  private static final int CONNECTION = 1_500;
  private static final List<Exchange> HANDSHAKE =
      List.of(
          new Exchange(30, CONNECTION),
          new Exchange(CONNECTION, CONNECTION),
          new Exchange(MESSAGE, 0),
          new Exchange(MESSAGE, 0),
          new Exchange(0, 2 * CONNECTION),
          new Exchange(0, 2 * CONNECTION));

  private final Server server = new Server();
  private final ServerConnector connector =
      new ServerConnector(server, 1, 1, new HttpConnectionFactory());
  private final HttpClient client = HttpClients.of(CONNECT, IDLE);

  HttpBaseline() {
    connector.setHost("127.0.0.1");
    server.setDynamic(false);
    server.addConnector(connector);
    server.setHandler(new Echo());
    client.getHttpClientTransport().setInvocationType(InvocationType.NON_BLOCKING);
    server.addBean(client);
    LifeCycle.start(server);
  }

  /** All of one handshake, one after another as they depend on each other. */
  Void handshake() {
    HANDSHAKE.forEach(exchange -> exchange(exchange).join());
    return null;
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  private CompletableFuture<ContentResponse> exchange(Exchange exchange) {
    var request =
        client
            .newRequest("127.0.0.1", connector.getLocalPort())
            .path("/" + exchange.answer())
            .method(exchange.body() == 0 ? "GET" : "POST");
    if (exchange.body() > 0) {
      request.body(new BytesRequestContent("application/json", new byte[exchange.body()]));
    }
    return new CompletableResponseListener(request).send();
  }

  /**
   * @param body in bytes, as is the answer
   */
  private record Exchange(int body, int answer) {}

  /** Answers with as many bytes as the path says. */
  private static final class Echo extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      int length = Integer.parseInt(Request.getPathInContext(request).substring(1));
      Content.Source.asByteBuffer(
          request,
          Promise.from(
              body -> response.write(true, ByteBuffer.allocate(length), callback),
              callback::failed));
      return true;
    }
  }
}

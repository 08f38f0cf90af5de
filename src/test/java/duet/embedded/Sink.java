package duet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of whatever is posted to it, on loopback. */
public final class Sink implements AutoCloseable {

  /** A post that arrived. */
  public record Post(Map<String, List<String>> headers, String body) {

    public JsonNode json() {
      return Rest.json(body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile int refusals;
  private volatile String location = "";

  public Sink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  public List<Post> posts() {
    return posts;
  }

  /** Answers so many posts with a status first. */
  public Sink refuse(int times, int with) {
    refusals = times;
    status = with;
    return this;
  }

  /** Answers each post with a redirect to there. */
  public Sink redirect(URI there) {
    location = there.toString();
    return refuse(Integer.MAX_VALUE, 307);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private synchronized void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      posts.add(new Post(Map.copyOf(exchange.getRequestHeaders()), body));
      if (!location.isEmpty()) {
        exchange.getResponseHeaders().add("Location", location);
      }
      exchange.sendResponseHeaders(refusals-- > 0 ? status : 200, -1);
    }
  }
}

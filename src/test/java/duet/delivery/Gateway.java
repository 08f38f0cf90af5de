package duet.delivery;

import com.sun.net.httpserver.HttpServer;
import duet.agent.AgentSecret;
import duet.fixture.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway of text messages, which answers as it is told. */
public final class Gateway implements AutoCloseable {

  /** One that nobody may ever see. */
  public static final String TOKEN = "token-of-the-gateway";

  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();

  /** A message as it came. */
  public record Got(String contentType, String authorization, Map<String, String> form) {}

  private Gateway(HttpServer server) {
    this.server = server;
  }

  public static Gateway answering(Reply reply) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var gateway = new Gateway(server);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          gateway.got.add(
              new Got(
                  headers.getFirst("Content-Type"), headers.getFirst("Authorization"), form(body)));
          try (exchange) {
            reply.to(exchange);
          }
        });
    server.start();
    return gateway;
  }

  public URI url() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/Accounts/AC1/Messages.json");
  }

  public List<Got> got() {
    return got;
  }

  SmsGateway account() {
    return new SmsGateway(url(), "AC1", new AgentSecret("SMS_TOKEN", TOKEN), "+15005550006");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Map<String, String> form(String body) {
    return Stream.of(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}

package duet.check;

import com.sun.net.httpserver.HttpExchange;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stands in front of an agent, passes requests on, and alters what it is told to. */
final class Tamperer implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StubServer server = new StubServer(this::pass);
  private volatile URI agent;
  private volatile Alteration alteration = Alteration.NONE;

  URI url() {
    return URI.create(server.url());
  }

  void standBefore(URI url) {
    agent = url;
  }

  void alter(Alteration other) {
    alteration = other;
  }

  @Override
  public void close() {
    server.close();
  }

  private void pass(HttpExchange exchange) throws IOException {
    var now = alteration;
    var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var passing = new Passing(line, body, 200, "");
    if (!(now.concerns(line) && now.lost())) {
      passing = passedOn(exchange, passing);
    }
    if (now.concerns(line)) {
      passing = now.apply(passing);
    }
    var empty = passing.body().isEmpty();
    (empty
            ? Reply.empty(passing.status())
            : Reply.text(passing.status(), "application/json", passing.body()))
        .to(exchange);
  }

  private Passing passedOn(HttpExchange exchange, Passing passing) throws IOException {
    var body = passing.request();
    var copy =
        HttpRequest.newBuilder(URI.create(agent + exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (String name : List.of("apikey", "Content-Type")) {
      if (exchange.getRequestHeaders().containsKey(name)) {
        copy.header(name, exchange.getRequestHeaders().getFirst(name));
      }
    }
    try {
      var answer = http.send(copy.build(), BodyHandlers.ofString());
      return passing.answered(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}

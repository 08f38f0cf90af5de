package duet.check;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Stands in front of an agent, passes requests on, and alters what it is told to. */
final class Tamperer extends Handler.Abstract implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private volatile URI agent;
  private volatile Alteration alteration = Alteration.NONE;

  Tamperer() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(this);
    server.setStopTimeout(0);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  void standBefore(URI url) {
    agent = url;
  }

  void alter(Alteration other) {
    alteration = other;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var now = alteration;
    var line = request.getMethod() + " " + request.getHttpURI().getPathQuery();
    var body = Content.Source.asString(request, StandardCharsets.UTF_8);
    var passing = new Passing(line, body, 200, "");
    if (!(now.concerns(line) && now.lost())) {
      passing = passedOn(request, body);
    }
    if (now.concerns(line)) {
      passing = now.apply(passing);
    }
    response.setStatus(passing.status());
    if (!passing.body().isEmpty()) {
      response.getHeaders().put("Content-Type", "application/json");
    }
    Content.Sink.write(response, true, passing.body(), callback);
    return true;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Passing passedOn(Request request, String body) throws Exception {
    var target = request.getHttpURI().getPathQuery();
    var copy =
        HttpRequest.newBuilder(URI.create(agent + target))
            .method(
                request.getMethod(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (String name : new String[] {"apikey", "Content-Type"}) {
      if (request.getHeaders().contains(name)) {
        copy.header(name, request.getHeaders().get(name));
      }
    }
    var answer = http.send(copy.build(), BodyHandlers.ofString());
    var line = request.getMethod() + " " + target;
    return new Passing(line, body, answer.statusCode(), answer.body());
  }
}

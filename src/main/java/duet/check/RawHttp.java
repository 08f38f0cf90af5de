package duet.check;

import duet.agent.AgentAddress;
import duet.http.CallLog;
import duet.http.HttpProxies;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Raw HTTP with one agent: any request, any response. */
final class RawHttp {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .proxy(HttpProxies.ofProcess())
          .build();
  private final AgentAddress agent;

  /** Where nobody could be reached; a firewall that drops everything costs its time only once. */
  private final Map<String, Deviation> unreachable = new HashMap<>();

  RawHttp(AgentAddress agent) {
    this.agent = agent;
  }

  /** Whether requests carry a key or a token. */
  boolean hasSecret() {
    return agent.apiKey().isPresent() || agent.token().isPresent();
  }

  boolean hasToken() {
    return agent.token().isPresent();
  }

  HttpReply get(String path) {
    return send("GET", path, Optional.empty());
  }

  HttpReply delete(String path) {
    return send("DELETE", path, Optional.empty());
  }

  HttpReply post(String path, String body) {
    return send("POST", path, Optional.of(body));
  }

  HttpReply send(String method, String path, Optional<String> body) {
    return send(method, path, "application/json", body);
  }

  HttpReply send(String method, String path, String contentType, Optional<String> body) {
    var request = request(method, path, body);
    body.ifPresent(text -> request.header("Content-Type", contentType));
    agent.apiKey().ifPresent(key -> request.header("apikey", key.secret()));
    agent.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.secret()));
    return rest(request);
  }

  /** A GET with this secret in place of the right one; with none at all if it is empty. */
  HttpReply getWith(String path, Optional<String> secret) {
    var request = request("GET", path, Optional.empty());
    var header = hasToken() ? "Authorization" : "apikey";
    var scheme = hasToken() ? "Bearer " : "";
    secret.ifPresent(text -> request.header(header, scheme + text));
    return rest(request);
  }

  /**
   * Posts to a DIDComm endpoint.
   *
   * @throws Deviation that skips the case if nobody can be reached there
   */
  HttpReply message(URI endpoint, String contentType, String body) {
    if (!String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT).startsWith("http")) {
      throw Deviation.skipped("the agent is behind a mediator, which answers in its place");
    }
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(LIMIT)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body));
    var known = unreachable.get(endpoint.getAuthority());
    if (known != null) {
      throw known;
    }
    try {
      return answer(request);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      unreachable.put(endpoint.getAuthority(), unreachable(endpoint));
      throw unreachable.get(endpoint.getAuthority());
    } catch (IOException e) {
      throw Deviation.failed("an answer at " + endpoint, e.toString());
    }
  }

  /**
   * Whether the host has an address here; on a network of containers it may have one only there.
   */
  static boolean resolves(URI endpoint) {
    try {
      return endpoint.getHost() != null && InetAddress.getByName(endpoint.getHost()) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Deviation unreachable(URI endpoint) {
    var reason =
        resolves(endpoint)
            ? "can't be reached from here"
            : "has a host that does not resolve here, only where the agent is if at all";
    return Deviation.skipped("the DIDComm endpoint " + endpoint + " " + reason);
  }

  private HttpRequest.Builder request(String method, String path, Optional<String> body) {
    return HttpRequest.newBuilder(URI.create(agent.url() + path))
        .timeout(LIMIT)
        .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
  }

  private HttpReply rest(HttpRequest.Builder request) {
    try {
      return answer(request);
    } catch (IOException e) {
      throw new NoAnswerException(e);
    }
  }

  private HttpReply answer(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer = CallLog.send(http, request.build());
      var type = answer.headers().firstValue("Content-Type").orElse("");
      return new HttpReply(answer.statusCode(), type, answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The agent's REST API gave no answer. */
  static final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(IOException cause) {
      super(cause);
    }
  }
}

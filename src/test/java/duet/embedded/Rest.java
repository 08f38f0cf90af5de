package duet.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Calls an agent's REST API as anybody would, and holds each answer against the contract. */
public final class Rest {

  public static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final Map<String, String> headers;

  public Rest(URI base) {
    this(base, Map.of());
  }

  public Rest(URI base, String apiKey) {
    this(base, Map.of("apikey", apiKey));
  }

  private Rest(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /**
   * What came back.
   *
   * @param json missing if there was no body
   */
  public record Reply(int status, JsonNode json) {

    public String text(String field) {
      return json.path(field).asText();
    }

    public String error() {
      return status + " " + text("type");
    }
  }

  public Reply get(String path) {
    return send("GET", path, Optional.empty());
  }

  public Reply delete(String path) {
    return send("DELETE", path, Optional.empty());
  }

  public Reply post(String path, String body) {
    return send("POST", path, Optional.of(body));
  }

  public Reply invite(String label) {
    return post("/connections", JSON.createObjectNode().put("label", label).toString());
  }

  /** Accepts an invitation as the inviter's connection shows it. */
  public Reply accept(Reply invited) {
    return acceptText(invitation(invited));
  }

  public Reply acceptText(String invitation) {
    var body = JSON.createObjectNode().put("invitation", invitation);
    return post("/connection-invitations", body.toString());
  }

  public JsonNode connection(String id) {
    return get("/connections/" + id).json();
  }

  public String state(String id) {
    return connection(id).path("state").asText();
  }

  public void awaitState(String id, String state) {
    await("state " + state).until(() -> state(id).equals(state));
  }

  /** Waits until the agent will try only so many times more. */
  public void awaitRetries(String id, int left) {
    await("metaRetries " + left).until(() -> connection(id).path("metaRetries").asInt() == left);
  }

  public static org.awaitility.core.ConditionFactory await(String what) {
    return Awaitility.await(what)
        .dontCatchUncaughtExceptions()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(20));
  }

  /** The base64url in the link that a connection shows. */
  public static String invitation(Reply invited) {
    return invited.json().path("invitation").path("invitationUrl").asText().split("_oob=")[1];
  }

  public Reply send(String method, String path, Optional<String> body) {
    var target = URI.create(base + path);
    var request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    headers.forEach(request::header);
    var answer = send(request.build());
    Contract.holds(method, target, answer);
    return new Reply(answer.statusCode(), json(answer.body()));
  }

  /** Posts to a DIDComm endpoint. */
  public static Reply message(URI didcomm, String envelope) {
    return message(
        "POST", didcomm, Optional.of("application/didcomm-encrypted+json"), Optional.of(envelope));
  }

  public static Reply message(
      String method, URI didcomm, Optional<String> contentType, Optional<String> body) {
    var request =
        HttpRequest.newBuilder(didcomm)
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    contentType.ifPresent(type -> request.header("Content-Type", type));
    var answer = send(request.build());
    return new Reply(answer.statusCode(), json(answer.body()));
  }

  static JsonNode json(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

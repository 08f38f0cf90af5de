package duet.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.client.ApiException;
import duet.http.Causes;
import duet.http.TlsFailure;
import duet.text.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Determines the cause of a failed call. */
final class FailureClassifier {

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private FailureClassifier() {}

  static AgentException of(
      AgentAddress agent, String step, URI target, Throwable failure, Duration limit) {
    Throwable cause = Causes.unwrap(failure);
    if (cause instanceof AgentException known) {
      return known;
    }
    if (cause instanceof ApiException answer && answer.getCode() > 0) {
      return answered(agent, step, target, answer);
    }
    return Causes.find(cause, JsonProcessingException.class)
        .map(e -> new AgentException(agent, step, target, Cause.NOT_AN_AGENT, notJson(e), null))
        .orElseGet(
            () ->
                new AgentException(
                    agent, step, target, transport(cause), detail(cause, limit), null));
  }

  /** The exception that a failed call of {@link RestClient} carries. */
  static AgentException find(Throwable failure) {
    return Causes.find(failure, AgentException.class)
        .orElseThrow(() -> new IllegalStateException(failure));
  }

  private static AgentException answered(
      AgentAddress agent, String step, URI target, ApiException answer) {
    var body = answer.getResponseBody() == null ? "" : answer.getResponseBody();
    var problem = problem(body);
    var cause = cause(answer.getCode(), problem, body);
    return new AgentException(agent, step, target, cause, seen(answer, problem, body), problem);
  }

  private static String seen(ApiException answer, Problem problem, String body) {
    var status = "HTTP " + answer.getCode();
    if (problem != null) {
      return status + ": " + problem;
    }
    var headers = answer.getResponseHeaders();
    var location = headers == null ? Optional.<String>empty() : headers.firstValue("location");
    if (location.isPresent()) {
      return status + ", a redirect to " + shortened(location.get());
    }
    var page = SafeText.isMarkup(body) ? SafeText.pageExcerpt(body) : "";
    return page.isEmpty() ? status : status + " and a page: " + page;
  }

  /** A page in place of JSON is a gateway's, and says nothing of the agent or its keys. */
  private static Cause cause(int status, Problem problem, String body) {
    boolean page = SafeText.isMarkup(body);
    if (problem == null && TlsFailure.expectsTls(body)) {
      return Cause.TLS;
    }
    if (problem != null && problem.type().startsWith("error:MediatorError:")) {
      return Cause.OWN_MEDIATOR;
    }
    if (status >= 500) {
      return page ? Cause.GATEWAY_WITHOUT_AGENT : Cause.SERVER_ERROR;
    }
    boolean aboutKeys = problem == null || problem.type().startsWith("error:Auth");
    if (status == 401 || status == 403 && aboutKeys) {
      return page ? Cause.GATEWAY_REFUSED : Cause.UNAUTHORIZED;
    }
    if (problem == null) {
      return status == 404 ? Cause.WRONG_PATH : Cause.NOT_AN_AGENT;
    }
    return problem.type().equals("error:ResourcePathNotFound") ? Cause.WRONG_PATH : Cause.REJECTED;
  }

  private static Cause transport(Throwable cause) {
    if (Causes.has(cause, UnresolvedAddressException.class, UnknownHostException.class)) {
      return Cause.NAME_NOT_RESOLVED;
    }
    if (Causes.has(cause, SocketTimeoutException.class, TimeoutException.class)) {
      return Cause.TIMED_OUT;
    }
    if (Causes.has(cause, SSLException.class)) {
      return Cause.TLS;
    }
    if (Causes.has(cause, ConnectException.class)) {
      return Cause.CONNECTION_REFUSED;
    }
    return Causes.has(cause, ProtocolException.class)
        ? Cause.NOT_AN_AGENT
        : Cause.CONNECTION_BROKEN;
  }

  private static String detail(Throwable cause, Duration limit) {
    return switch (transport(cause)) {
      case TIMED_OUT -> "waited " + Math.max(1, limit.plusMillis(500).toSeconds()) + " s";
      case CONNECTION_REFUSED, NAME_NOT_RESOLVED -> "";
      case TLS -> shortened(TlsFailure.describe(cause).orElse(""));
      default -> shortened(String.valueOf(cause.getMessage()));
    };
  }

  /** The same failure, once it is known that the port expects TLS. */
  static AgentException expectsTls(AgentException failure, AgentAddress agent) {
    return new AgentException(
        agent,
        failure.step(),
        failure.target(),
        Cause.TLS,
        "the server expects TLS: use https://",
        null);
  }

  private static String notJson(JsonProcessingException garbage) {
    var message = garbage.getOriginalMessage();
    return message.contains("'<'")
        ? "HTML or XML instead of JSON"
        : "invalid JSON: " + shortened(message);
  }

  private static String shortened(String message) {
    return SafeText.excerpt(message.lines().findFirst().orElse(""));
  }

  /** The agent's error body, or null for any other body. */
  private static Problem problem(String body) {
    try {
      var read = JSON.readValue(body, duet.client.model.Problem.class);
      return read == null || read.getType() == null ? null : ResponseMapper.problem(read);
    } catch (IOException e) {
      return null;
    }
  }
}

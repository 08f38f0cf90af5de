package duet.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.client.ApiException;
import duet.text.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Finds the one cause of a failed call. */
final class FailureClassifier {

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private FailureClassifier() {}

  static AgentException of(
      AgentAddress agent, String step, URI target, Throwable failure, Duration limit) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof AgentException known) {
      return known;
    }
    if (cause instanceof ApiException answer && answer.getCode() > 0) {
      return answered(agent, step, target, answer);
    }
    if (find(cause, JsonProcessingException.class) instanceof JsonProcessingException garbage) {
      return new AgentException(agent, step, target, Cause.NOT_AN_AGENT, notJson(garbage), null);
    }
    return new AgentException(agent, step, target, transport(cause), detail(cause, limit), null);
  }

  /** The cause that a failed call was found to have. */
  static Cause reason(Throwable failure) {
    return unwrapped(failure) instanceof AgentException known
        ? known.reason()
        : Cause.CONNECTION_BROKEN;
  }

  private static AgentException answered(
      AgentAddress agent, String step, URI target, ApiException answer) {
    int status = answer.getCode();
    Problem problem = problem(answer.getResponseBody());
    var seen = "HTTP " + status + (problem == null ? "" : ": " + problem);
    return new AgentException(agent, step, target, cause(status, problem), seen, problem);
  }

  private static Cause cause(int status, Problem problem) {
    if (status >= 500) {
      return Cause.SERVER_ERROR;
    }
    boolean aboutKeys = problem == null || problem.type().startsWith("error:Auth");
    if (status == 401 || status == 403 && aboutKeys) {
      return Cause.UNAUTHORIZED;
    }
    if (problem == null) {
      return status == 404 ? Cause.WRONG_PATH : Cause.NOT_AN_AGENT;
    }
    return problem.type().equals("error:ResourcePathNotFound") ? Cause.WRONG_PATH : Cause.REJECTED;
  }

  private static Cause transport(Throwable cause) {
    if (find(cause, UnresolvedAddressException.class) != null
        || find(cause, UnknownHostException.class) != null) {
      return Cause.NAME_NOT_RESOLVED;
    }
    if (find(cause, SocketTimeoutException.class) != null
        || find(cause, TimeoutException.class) != null) {
      return Cause.TIMED_OUT;
    }
    if (find(cause, SSLException.class) != null) {
      return Cause.TLS;
    }
    if (find(cause, ConnectException.class) != null) {
      return Cause.CONNECTION_REFUSED;
    }
    return find(cause, ProtocolException.class) != null
        ? Cause.NOT_AN_AGENT
        : Cause.CONNECTION_BROKEN;
  }

  private static String detail(Throwable cause, Duration limit) {
    return switch (transport(cause)) {
      case TIMED_OUT -> "waited " + Math.max(1, limit.plusMillis(500).toSeconds()) + " s";
      case CONNECTION_REFUSED, NAME_NOT_RESOLVED -> "";
      default -> shortened(String.valueOf(cause.getMessage()));
    };
  }

  private static String notJson(JsonProcessingException garbage) {
    var message = garbage.getOriginalMessage();
    return message.contains("'<'")
        ? "HTML or XML where JSON belongs"
        : "no JSON of the expected shape: " + shortened(message);
  }

  private static String shortened(String message) {
    return SafeText.excerpt(message.lines().findFirst().orElse(""));
  }

  /** The agent's error body, or null when what came is none. */
  private static Problem problem(String body) {
    try {
      var read = body == null ? null : JSON.readValue(body, duet.client.model.Problem.class);
      return read == null || read.getType() == null ? null : ResponseMapper.problem(read);
    } catch (IOException e) {
      return null;
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
    return wrapped ? unwrapped(failure.getCause()) : failure;
  }

  private static Throwable find(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return t;
      }
    }
    return null;
  }
}

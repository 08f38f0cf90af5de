package duet.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request that passes a {@link Tamperer}, and its answer.
 *
 * @param request the request's body
 */
record Passing(String line, String request, int status, String body) {

  Passing answered(int otherStatus, String otherBody) {
    return new Passing(line, request, otherStatus, otherBody);
  }

  /** The answer's JSON, to be changed and put back with {@link #with(ObjectNode)}. */
  ObjectNode json() {
    try {
      return (ObjectNode) HttpReply.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line + " answered " + body, e);
    }
  }

  Passing with(ObjectNode json) {
    return answered(status, json.toString());
  }
}

package duet.embedded.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a request is answered with.
 *
 * @param body null for none
 * @param afterwards done when the answer was written
 */
record Answer(int status, JsonNode body, Runnable afterwards) {

  static Answer of(int status, JsonNode body) {
    return new Answer(status, body, () -> {});
  }

  static Answer empty(int status) {
    return of(status, null);
  }

  Answer then(Runnable task) {
    return new Answer(status, body, task);
  }
}

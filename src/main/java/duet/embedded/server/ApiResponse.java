package duet.embedded.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a request is answered with.
 *
 * @param body null for none
 * @param afterwards run when the answer was written
 */
record ApiResponse(int status, JsonNode body, Runnable afterwards) {

  static ApiResponse of(int status, JsonNode body) {
    return new ApiResponse(status, body, () -> {});
  }

  static ApiResponse empty(int status) {
    return of(status, null);
  }

  ApiResponse then(Runnable task) {
    return new ApiResponse(status, body, task);
  }
}

package duet.embedded.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a request is answered with.
 *
 * @param body null for none
 * @param afterwards run when the answer was written
 * @param later what it is answered with once something else is done, which takes the place of the
 *     rest; it may fail with a {@link duet.embedded.protocol.Refusal}
 */
record ApiResponse(
    int status,
    JsonNode body,
    Runnable afterwards,
    Optional<CompletableFuture<ApiResponse>> later) {

  static ApiResponse of(int status, JsonNode body) {
    return new ApiResponse(status, body, () -> {}, Optional.empty());
  }

  static ApiResponse empty(int status) {
    return of(status, null);
  }

  static ApiResponse later(CompletableFuture<ApiResponse> answer) {
    return new ApiResponse(0, null, () -> {}, Optional.of(answer));
  }

  ApiResponse then(Runnable task) {
    return new ApiResponse(status, body, task, later);
  }
}

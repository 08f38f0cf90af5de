package duet.embedded.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path, and what answers them.
 *
 * @param template a path whose segments in braces stand for any one segment
 */
record Route(String method, String template, Endpoint endpoint) {

  /** Answers a request whose key was valid. */
  @FunctionalInterface
  interface Endpoint {
    ApiResponse answer(ApiRequest request);
  }

  /** The path's variable parts by name, if this is its route. */
  Optional<Map<String, String>> match(String askedMethod, String path) {
    if (!method.equals(askedMethod)) {
      return Optional.empty();
    }
    var expected = template.split("/", -1);
    var segments = path.split("/", -1);
    if (expected.length != segments.length) {
      return Optional.empty();
    }
    var ids = new HashMap<String, String>();
    for (int i = 0; i < expected.length; i++) {
      if (expected[i].startsWith("{") && !segments[i].isEmpty()) {
        ids.put(expected[i].substring(1, expected[i].length() - 1), segments[i]);
      } else if (!expected[i].equals(segments[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(ids);
  }
}

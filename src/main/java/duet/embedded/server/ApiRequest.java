package duet.embedded.server;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the routes need of an HTTP request.
 *
 * @param wallet the id of the wallet that its key opened
 * @param path as it was requested, prefix included
 * @param line method, path and query, as error bodies show it
 * @param body empty for none
 * @param ids the variable parts of the path
 */
record ApiRequest(
    String wallet,
    String path,
    String line,
    String body,
    Map<String, String> ids,
    Function<String, String> parameters) {

  Optional<String> query(String name) {
    return Optional.ofNullable(parameters.apply(name));
  }

  /**
   * A UUID in the path.
   *
   * @throws duet.embedded.protocol.Refusal with 400 if it isn't one
   */
  String id(String name) {
    var id = ids.get(name);
    try {
      return UUID.fromString(id).toString();
    } catch (IllegalArgumentException e) {
      throw ApiJson.invalid(line, "path parameter " + name);
    }
  }
}

package duet.embedded.server;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/**
 * A method and a path, and what answers them.
 *
 * @param path segments in braces stand for any one segment
 * @param endpoint answers a request whose key was valid
 */
record Route(String method, UriTemplatePathSpec path, Function<ApiRequest, ApiResponse> endpoint) {

  Route(String method, String template, Function<ApiRequest, ApiResponse> endpoint) {
    this(method, new UriTemplatePathSpec(template), endpoint);
  }

  /** The path's variable parts by name, if this is its route. */
  Optional<Map<String, String>> match(String requestMethod, String requestPath) {
    return method.equals(requestMethod)
        ? Optional.ofNullable(path.getPathParams(requestPath))
        : Optional.empty();
  }
}

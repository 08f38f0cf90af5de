package duet.embedded.server;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/**
 * A method and a path, and what answers them.
 *
 * @param path segments in braces stand for any one segment
 * @param open whether requests need no key, and belong to no wallet
 * @param endpoint answers a request, whose key was valid unless the route is open
 */
record Route(
    String method,
    UriTemplatePathSpec path,
    boolean open,
    Function<ApiRequest, ApiResponse> endpoint) {

  Route(String method, String template, Function<ApiRequest, ApiResponse> endpoint) {
    this(method, new UriTemplatePathSpec(template), false, endpoint);
  }

  /** What everybody may see. */
  static Route open(String method, String template, Function<ApiRequest, ApiResponse> endpoint) {
    return new Route(method, new UriTemplatePathSpec(template), true, endpoint);
  }

  /** The path's variable parts by name, if this is its route. */
  Optional<Map<String, String>> match(String requestMethod, String requestPath) {
    return method.equals(requestMethod)
        ? Optional.ofNullable(path.getPathParams(requestPath))
        : Optional.empty();
  }
}

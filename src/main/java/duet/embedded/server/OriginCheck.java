package duet.embedded.server;

import duet.embedded.http.ListenAddress;
import duet.embedded.protocol.Refusal;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps web pages out of an API that asks for no key: any page that a user visits can send requests
 * to the user's own machine. Its origin tells a request of another site, a foreign host name one of
 * a site whose name was made to lead here (DNS rebinding), and the content type a form. With a key,
 * a page would need a permission (CORS) to send it, which is never given.
 *
 * @param listen a host that others use for it is let in, besides loopback
 */
record OriginCheck(ListenAddress listen) {

  private static final Pattern JSON = Pattern.compile("(?i)\\s*application/json\\s*(;.*)?");

  /**
   * @throws Refusal with 403 for another site's request, or with 415 for a form
   */
  void require(Request request) {
    var origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null) {
      throw Refusal.of(
          403,
          "OriginNotAllowed",
          "Web pages can't use this agent, since it requires no key: the request has the header"
              + " Origin: "
              + origin);
    }
    requireOwnHost(request);
    var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null && request.getMethod().equals("POST") && !JSON.matcher(type).matches()) {
      throw Refusal.of(
          415,
          "UnsupportedMediaType",
          "Content-Type must be application/json, not "
              + type
              + ", which web pages may send: this agent requires no key.");
    }
  }

  private void requireOwnHost(Request request) {
    var host = Request.getServerName(request);
    int port = Request.getServerPort(request);
    // With any port: a tunnel or a container's published port has another one.
    if (!listen.isOwnHost(host)
        && listen.restUrl().filter(url -> isAt(url, host, port)).isEmpty()) {
      throw Refusal.of(
          403,
          "HostNotAllowed",
          "This agent requires no key, so it only accepts requests to a loopback address,"
              + " localhost or the host of REST_SERVICE_URL; this one is to "
              + host
              + ":"
              + port
              + ".");
    }
  }

  private static boolean isAt(URI url, String host, int port) {
    int implied = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    int expected = url.getPort() < 0 ? implied : url.getPort();
    // Behind a gateway that ends TLS, a request has no port, and the scheme of its own hop.
    boolean bare = port == 80 && expected == 443;
    return host.equalsIgnoreCase(url.getHost()) && (port == expected || bare);
  }
}

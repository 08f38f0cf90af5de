package duet.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a proxy is.
 *
 * @param source the variable or property that names it
 * @param user {@code user:password} for basic authentication
 */
public record HttpProxyAddress(String source, String host, int port, Optional<String> user) {

  private static final int USUAL_PORT = 80;

  /**
   * @throws IllegalArgumentException without the value, which may hold a password
   */
  static HttpProxyAddress parse(String variable, String value) {
    var text = value.strip();
    try {
      var url = new URI(text.contains("://") ? text : "http://" + text);
      boolean bare = url.getRawQuery() == null && String.valueOf(url.getPath()).matches("/?");
      if ("http".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getPort() != 0
          && url.getPort() < 1 << 16
          && bare) {
        int port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
        return new HttpProxyAddress(
            variable, url.getHost(), port, Optional.ofNullable(url.getUserInfo()));
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw new IllegalArgumentException(
        variable + " in the environment is invalid (must be http://HOST:PORT, an HTTP proxy)");
  }

  Proxy toProxy() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return host + ":" + port + " (" + source + ")";
  }
}

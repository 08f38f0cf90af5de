package duet.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which proxy a request goes by: the JDK's ({@code http.proxyHost}, {@code https.proxyHost}, {@code
 * http.nonProxyHosts}), else that of the environment variables {@code HTTPS_PROXY}, {@code
 * HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, of which names in lower case take
 * precedence. Loopback is always reached directly.
 */
public final class HttpProxies extends ProxySelector {

  private static final HttpProxies PROCESS = new HttpProxies(System.getenv());

  private final Map<String, String> environment;

  public HttpProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** With this process' environment. */
  public static HttpProxies ofProcess() {
    return PROCESS;
  }

  /**
   * The proxy for a URL; empty if it is reached directly.
   *
   * @throws IllegalArgumentException naming the variable, if its value can't be used
   */
  public Optional<HttpProxyAddress> find(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    var host = url.getHost();
    if (host == null || NoProxy.isLoopback(host)) {
      return Optional.empty();
    }
    if (System.getProperty(scheme + ".proxyHost") != null) {
      return ofProperties(url, scheme);
    }
    int port = url.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : url.getPort();
    var variable = variable(scheme + "_proxy").or(() -> variable("all_proxy"));
    return variable
        .filter(name -> !excluded(host, port))
        .map(name -> HttpProxyAddress.parse(name, environment.get(name)));
  }

  @Override
  public List<Proxy> select(URI url) {
    return List.of(find(url).map(HttpProxyAddress::toProxy).orElse(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI url, SocketAddress proxy, IOException failure) {
    // Whoever sent the request reports it.
  }

  private static Optional<HttpProxyAddress> ofProperties(URI url, String scheme) {
    return ProxySelector.getDefault().select(url).stream()
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(proxy -> (InetSocketAddress) proxy.address())
        .map(
            at ->
                new HttpProxyAddress(
                    scheme + ".proxyHost", at.getHostString(), at.getPort(), Optional.empty()))
        .findFirst();
  }

  private boolean excluded(String host, int port) {
    return variable("no_proxy")
        .map(environment::get)
        .filter(list -> NoProxy.matches(list, host, port))
        .isPresent();
  }

  /** The name under which a variable is set. */
  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(one -> !environment.getOrDefault(one, "").isBlank())
        .findFirst();
  }
}

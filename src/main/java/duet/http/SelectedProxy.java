package duet.http;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.AuthenticationStore;
import org.eclipse.jetty.client.BasicAuthentication.BasicResult;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.http.HttpHeader;

/** Lets Jetty's client use the proxies of {@link HttpProxies}. */
final class SelectedProxy extends ProxyConfiguration {

  private final HttpProxies proxies;
  private final AuthenticationStore users;
  private final Set<Origin.Address> selected = ConcurrentHashMap.newKeySet();

  SelectedProxy(HttpProxies proxies, AuthenticationStore users) {
    this.proxies = proxies;
    this.users = users;
  }

  @Override
  public Proxy match(Origin origin) {
    return proxies.find(URI.create(origin.asString())).map(this::proxy).orElse(null);
  }

  /** Whether a request went by a proxy with this address. */
  boolean wasSelected(String host, int port) {
    return selected.contains(new Origin.Address(host, port));
  }

  private Proxy proxy(HttpProxyAddress address) {
    var proxy = new HttpProxy(address.host(), address.port());
    selected.add(proxy.getAddress());
    address
        .user()
        .map(user -> user.split(":", 2))
        .ifPresent(
            user ->
                users.addAuthenticationResult(
                    new BasicResult(
                        proxy.getURI(),
                        HttpHeader.PROXY_AUTHORIZATION,
                        user[0],
                        user.length > 1 ? user[1] : "")));
    return proxy;
  }
}

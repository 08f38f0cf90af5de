package duet.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Makes clients for HTTP/1.1 that return every response as it is: redirects and challenges are not
 * followed, cookies and compression not used. They use the proxies of {@link HttpProxies}.
 */
public final class HttpClients {

  /** Long enough for a very busy machine: it includes reading the JDK's certificates. */
  private static final Duration SET_UP = Duration.ofSeconds(60);

  private HttpClients() {}

  /**
   * A client to be started; until then it can be given threads and a scheduler.
   *
   * @param connect how long connecting may take, once a host's address is known
   * @param idle how long a connection waits for its next request
   */
  public static HttpClient of(Duration connect, Duration idle) {
    return of(connect, idle, InvocationType.BLOCKING);
  }

  /**
   * @param callbacks whether callbacks of results may block; otherwise no thread is woken for them
   */
  public static HttpClient of(Duration connect, Duration idle, InvocationType callbacks) {
    return of(connect, idle, callbacks, HttpProxies.ofProcess(), address -> true);
  }

  /**
   * A client for URLs that strangers chose: to loopback and link-local addresses its requests fail
   * with a {@link LocalAddressException}. What a proxy resolves is the proxy's to refuse.
   *
   * @param connect how long connecting may take, once a host's address is known
   * @param idle how long a connection waits for its next request
   * @param callbacks whether callbacks of results may block
   */
  public static HttpClient toNetwork(Duration connect, Duration idle, InvocationType callbacks) {
    var proxies = HttpProxies.ofProcess();
    return of(
        connect, idle, callbacks, proxies, address -> !LocalAddressException.isLocal(address));
  }

  static HttpClient of(
      Duration connect,
      Duration idle,
      InvocationType callbacks,
      HttpProxies proxies,
      Predicate<InetAddress> permitted) {
    var connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(new LazyTls());
    var client = new ProxiedClient(new Transport(connector, callbacks), proxies);
    client.setConnectTimeout(connect.toMillis());
    client.setSocketAddressResolver(new HostLookup(permitted, client::isProxy));
    // A connection counts as idle from the start, also while it is set up.
    client.setIdleTimeout(SET_UP.toMillis());
    client.addBean(new Idle(idle.toMillis()));
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.addEventListener(new Plain());
    return client;
  }

  /** Jetty 12.1 has a setter for the type; 12.0 has neither, and doesn't ask. */
  private static final class Transport extends HttpClientTransportOverHTTP {

    private final InvocationType callbacks;

    Transport(ClientConnector connector, InvocationType callbacks) {
      super(connector);
      this.callbacks = callbacks;
    }

    @Override
    public InvocationType getInvocationType() {
      return callbacks;
    }
  }

  @SuppressWarnings("try") // nobody closes it so
  private static final class ProxiedClient extends HttpClient {

    private final SelectedProxy proxies;

    ProxiedClient(HttpClientTransport transport, HttpProxies proxies) {
      super(transport);
      this.proxies = new SelectedProxy(proxies, getAuthenticationStore());
    }

    @Override
    public ProxyConfiguration getProxyConfiguration() {
      return proxies;
    }

    private boolean isProxy(String host, int port) {
      return proxies.wasSelected(host, port);
    }
  }

  /** Limits how long a connection waits for a request, once it is set up. */
  private record Idle(long millis) implements Connection.Listener {
    @Override
    public void onOpened(Connection connection) {
      connection.getEndPoint().setIdleTimeout(millis);
    }
  }

  /** Removes what a client adds by itself when it starts. */
  private static final class Plain implements LifeCycle.Listener {
    @Override
    public void lifeCycleStarted(LifeCycle started) {
      var client = (HttpClient) started;
      client.getProtocolHandlers().clear();
      client.getProtocolHandlers().put(new Interim());
      client.getContentDecoderFactories().clear();
    }
  }

  /**
   * Skips interim responses, of any status 1xx (RFC 9110 section 15.2): a request whose interim
   * response nobody handles never ends, not even by its timeout.
   */
  private static final class Interim extends ProcessingProtocolHandler {
    @Override
    public String getName() {
      return "interim";
    }

    @Override
    public boolean accept(Request request, Response response) {
      return HttpStatus.isInterim(response.getStatus());
    }
  }
}

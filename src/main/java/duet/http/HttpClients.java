package duet.http;

import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Makes clients for HTTP/1.1 that take every answer as it comes: redirects and challenges are
 * answers, too, and cookies and compressed bodies are not asked for.
 */
public final class HttpClients {

  /** Long enough for a machine that is very busy: reading the JDK's certificates belongs to it. */
  private static final Duration SET_UP = Duration.ofSeconds(60);

  private HttpClients() {}

  /**
   * One that isn't started yet; threads and a scheduler can be given to it until it is.
   *
   * @param connect how long connecting may take, once a host's address is known
   * @param idle how long a connection waits for its next request
   */
  public static HttpClient of(Duration connect, Duration idle) {
    var connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(new LazyTls());
    var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setConnectTimeout(connect.toMillis());
    client.setSocketAddressResolver(new HostLookup());
    // A connection counts as idle from its first moment, and may take its time to be set up.
    client.setIdleTimeout(SET_UP.toMillis());
    client.addBean(new Idle(idle.toMillis()));
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.addEventListener(new Plain());
    return client;
  }

  /** A connection that is set up waits less long for a request. */
  private record Idle(long millis) implements Connection.Listener {
    @Override
    public void onOpened(Connection connection) {
      connection.getEndPoint().setIdleTimeout(millis);
    }
  }

  /** Some of what makes a client less plain comes with its start. */
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
   * Passes over what comes before an answer, status 1xx of any number (RFC 9110 section 15.2): a
   * request whose interim answer nobody takes never ends, not even when its time is up.
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

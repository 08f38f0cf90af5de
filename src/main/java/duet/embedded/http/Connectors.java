package duet.embedded.http;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The ports of a server.
 *
 * @param rest serves DIDComm too
 * @param didcomm serves nothing else
 */
public record Connectors(ServerConnector rest, Optional<ServerConnector> didcomm) {

  /** The name of the connector that serves DIDComm alone. */
  public static final String DIDCOMM_PORT = "didcomm";

  private static final int THREADS = 32;

  /** A server without ports. It ends at once, and what it rejects itself gets an error body. */
  public static Server server(String name) {
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setDaemon(true);
    threads.setName("duet-" + name);
    var server =
        new Server(threads, new ScheduledExecutorScheduler("duet-" + name + "-timer", true), null);
    server.setDynamic(false);
    server.setErrorHandler(new ErrorBody());
    server.setStopTimeout(0);
    return server;
  }

  /** Adds ports to a server. */
  public static Connectors of(
      Server server, ListenAddress address, ServerLimits limits, RequestTimeouts timeouts) {
    var rest = connector(server, address.host(), address.port(), limits, timeouts);
    var didcomm =
        address
            .didcommPort()
            .map(port -> connector(server, address.listening(), port, limits, timeouts));
    didcomm.ifPresent(connector -> connector.setName(DIDCOMM_PORT));
    limit(server, limits.connections());
    return new Connectors(rest, didcomm);
  }

  /** With the class that Jetty had before 12.0.24, too: Spring Boot's BOMs bring older ones. */
  @SuppressWarnings("removal")
  private static void limit(Server server, int connections) {
    server.addBean(new ConnectionLimit(connections, server));
  }

  /** Takes the ports before the server starts, so that they are known. */
  public void open() throws IOException {
    rest.open();
    if (didcomm.isPresent()) {
      didcomm.get().open();
    }
  }

  /** Gives up ports of a server that never started; stopping gives up the others. */
  public void close() {
    rest.close();
    didcomm.ifPresent(ServerConnector::close);
  }

  public int restPort() {
    return rest.getLocalPort();
  }

  public int didcommPort() {
    return didcomm.orElse(rest).getLocalPort();
  }

  private static ServerConnector connector(
      Server server, String host, int port, ServerLimits limits, RequestTimeouts timeouts) {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(limits.head());
    configuration.setIdleTimeout(limits.idle().toMillis());
    var connector = new ServerConnector(server, 1, -1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(limits.idle().toMillis());
    connector.addBean(timeouts, false);
    server.addConnector(connector);
    return connector;
  }
}

package duet.embedded.server;

import java.util.Optional;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The ports of a server.
 *
 * @param rest serves DIDComm too
 * @param didcomm serves nothing else
 */
record Connectors(ServerConnector rest, Optional<ServerConnector> didcomm) {

  static Connectors of(
      Server server, ListenAddress address, ServerLimits limits, RequestTimeouts timeouts) {
    var rest = connector(server, address.host(), address.port(), limits, timeouts);
    var didcomm =
        address
            .didcommPort()
            .map(port -> connector(server, address.host(), port, limits, timeouts));
    didcomm.ifPresent(connector -> connector.setName(Routes.DIDCOMM_PORT));
    limit(server, limits.connections());
    return new Connectors(rest, didcomm);
  }

  /** With the class that Jetty had before 12.0.24, too: Spring Boot's BOMs bring older ones. */
  @SuppressWarnings("removal")
  private static void limit(Server server, int connections) {
    server.addBean(new ConnectionLimit(connections, server));
  }

  int restPort() {
    return rest.getLocalPort();
  }

  int didcommPort() {
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

package duet.embedded.server;

import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
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
    server.addBean(new NetworkConnectionLimit(limits.connections(), server));
    return new Connectors(rest, didcomm);
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

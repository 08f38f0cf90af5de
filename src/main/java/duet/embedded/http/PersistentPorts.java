package duet.embedded.http;

import duet.embedded.store.AgentPorts;
import duet.embedded.store.RecordTable;
import duet.http.Causes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The ports of a server that is started again. Its DIDs contain them, so port 0 means the ones that
 * it had.
 */
public record PersistentPorts(RecordTable<AgentPorts> table) {

  /** Below the ports that systems use for outgoing connections, which could have taken one. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 100;

  /** Replaces ports of 0. */
  public ListenAddress in(ListenAddress address) {
    var before = before();
    return address.with(
        kept(before.rest(), address.host()), kept(before.didcomm(), address.host()));
  }

  public void save(Connectors connectors) {
    int didcomm =
        connectors.didcomm().map(ServerConnector::getLocalPort).orElse(before().didcomm());
    var now = new AgentPorts(connectors.restPort(), didcomm);
    if (table.update(AgentPorts.KEY, ports -> now).isEmpty()) {
      table.add(now);
    }
  }

  /**
   * Why a server could not start.
   *
   * @param asked the address before {@link #in}
   * @param used the address after it
   * @param data the directory of the ports, if there is one
   */
  public static String reason(
      Exception failure, ListenAddress asked, ListenAddress used, Optional<Path> data) {
    if (!Causes.has(failure, BindException.class)) {
      return String.valueOf(failure.getMessage());
    }
    var why =
        "the port is taken, or the host is not an address of this machine: " + failure.getMessage();
    return used.equals(asked) ? why : why + data.map(PersistentPorts::advice).orElse("");
  }

  private static String advice(Path data) {
    return (". The DIDs in %s contain that port: stop what listens there and try again, or"
            + " move the directory away to start over")
        .formatted(data);
  }

  private AgentPorts before() {
    return table.find(AgentPorts.KEY).orElse(new AgentPorts(0, 0));
  }

  private static int kept(int port, String host) {
    return port != 0
        ? port
        : ThreadLocalRandom.current()
            .ints(TRIES, LOWEST, HIGHEST)
            .filter(candidate -> free(host, candidate))
            .findFirst()
            .orElse(0);
  }

  private static boolean free(String host, int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}

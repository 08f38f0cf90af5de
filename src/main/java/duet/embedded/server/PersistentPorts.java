package duet.embedded.server;

import duet.embedded.store.ConnectionStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of an agent that is started again: its DIDs name them, so where any free one will do it
 * takes those that it had.
 */
record PersistentPorts(ConnectionStore store) {

  private static final String REST = "rest";
  private static final String DIDCOMM = "didcomm";

  /** Below those that systems give to outgoing calls, which would be in the way now and then. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 100;

  /**
   * @param kept whether the agent will be started again
   */
  ListenAddress in(ListenAddress listening, boolean kept) {
    return kept
        ? listening.with(port(REST, listening.host()), port(DIDCOMM, listening.host()))
        : listening;
  }

  void keep(Connectors connectors) {
    store.keepPort(REST, connectors.restPort());
    connectors.didcomm().ifPresent(own -> store.keepPort(DIDCOMM, own.getLocalPort()));
  }

  static String advice(Path data) {
    return (". The agent kept in %s has that port in its connections: stop what listens there"
            + " and try again, or move the directory away to begin anew")
        .formatted(data);
  }

  private Optional<Integer> port(String purpose, String host) {
    return store.port(purpose).or(() -> free(host));
  }

  private static Optional<Integer> free(String host) {
    return ThreadLocalRandom.current()
        .ints(TRIES, LOWEST, HIGHEST)
        .filter(port -> free(host, port))
        .boxed()
        .findFirst();
  }

  private static boolean free(String host, int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}

package duet.embedded.http;

import duet.embedded.store.AgentPorts;
import duet.embedded.store.RecordTable;
import duet.http.Causes;
import duet.http.LocalAddresses;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The ports of a server that is started again. Its DIDs contain them, so port 0 means the ones that
 * it had; likewise a DIDComm host of its own, with the URL for others, if no other is given.
 */
public record PersistentPorts(RecordTable<AgentPorts> table) {

  /** Below the ports that systems use for outgoing connections, which could have taken one. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 100;

  /** Replaces ports of 0, and a DIDComm host that isn't given. */
  public ListenAddress in(ListenAddress given) {
    var before = before();
    var address =
        before
            .didcommHost()
            .filter(host -> given.didcommHost().isEmpty() && !given.loopbackOnly())
            .map(host -> given.with(host, before.didcommUrl()))
            .orElse(given);
    return address.with(
        kept(before.rest(), address.host()), kept(before.didcomm(), address.listening()));
  }

  public void save(Connectors connectors, ListenAddress address) {
    var before = before();
    boolean open = address.didcommHost().isPresent();
    var now =
        new AgentPorts(
            connectors.restPort(),
            connectors.didcomm().map(ServerConnector::getLocalPort).orElse(before.didcomm()),
            open ? address.didcommHost() : before.didcommHost(),
            open ? address.didcommUrl() : before.didcommUrl());
    if (table.update(AgentPorts.KEY, ports -> now).isEmpty()) {
      table.add(now);
    }
  }

  /**
   * Why a server could not start, and what to do.
   *
   * @param asked the address before {@link #in}
   * @param used the address after it
   * @param data the directory of the ports, if there is one
   */
  public static String reason(
      Exception failure, ListenAddress asked, ListenAddress used, Optional<Path> data) {
    if (!Causes.has(failure, BindException.class, UnresolvedAddressException.class)) {
      return String.valueOf(failure.getMessage());
    }
    var why =
        "the port is taken, or the host is not an address of this machine: " + failure.getMessage();
    return used.equals(asked) ? why : data.map(kept -> explain(why, used, kept)).orElse(why);
  }

  private static String explain(String why, ListenAddress kept, Path data) {
    var host = kept.listening();
    var here = LocalAddresses.now();
    return here.isOwn(host)
        ? ("%s. The DIDs in %s contain that port: stop what listens there and try again, or"
                + " move the directory away to start over")
            .formatted(why, data)
        : ("%s is not an address of this machine any more, but the DIDs in %s contain it: go"
                + " back to its network, or give another one with --host or DUET_HOST%s, for new"
                + " invitations")
            .formatted(host, data, here.likely().map(likely -> ", likely " + likely).orElse(""));
  }

  private AgentPorts before() {
    return table.find(AgentPorts.KEY).orElse(AgentPorts.NONE);
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

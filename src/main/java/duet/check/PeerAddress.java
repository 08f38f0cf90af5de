package duet.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Optional;

/**
 * How an agent reaches the check's peers.
 *
 * @param url what the agent knows them as; if that is empty only agents on this machine do
 * @param bind where they listen; if that is empty at the URL's host and port if that is this
 *     machine, else on loopback at its port
 */
public record PeerAddress(Optional<URI> url, Optional<InetSocketAddress> bind) {

  /** For agents on this machine. */
  public static final PeerAddress LOOPBACK = new PeerAddress(Optional.empty(), Optional.empty());

  /** Starts the server of the peers, unless the agent can't reach it. */
  Optional<PeerServer> open(URI agent) throws IOException {
    if (url.isEmpty() && !here(agent)) {
      return Optional.empty();
    }
    int port = url.map(URI::getPort).filter(p -> p > 0).orElse(0);
    var address = bind.orElseGet(() -> new InetSocketAddress(host(), port));
    return Optional.of(PeerServer.open(address, url));
  }

  /** The URL's host if it is an address of this machine, such as that of Docker's bridge. */
  private String host() {
    return url.filter(PeerAddress::here).map(URI::getHost).orElse("127.0.0.1");
  }

  private static boolean here(URI url) {
    try {
      var address = InetAddress.getByName(url.getHost());
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }
}

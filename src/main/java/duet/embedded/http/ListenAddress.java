package duet.embedded.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a server listens, and the URLs by which others reach it.
 *
 * @param host a name or address of this machine
 * @param port of REST and DIDComm; 0 for any free one
 * @param didcommPort a port for DIDComm alone
 * @param restUrl where clients reach REST, if not there
 * @param didcommUrl where peers reach DIDComm, if not there; it is written into DIDs
 */
public record ListenAddress(
    String host,
    int port,
    Optional<Integer> didcommPort,
    Optional<URI> restUrl,
    Optional<URI> didcommUrl) {

  /** Whether only this machine can connect. */
  public boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** With these ports in place of 0. */
  ListenAddress with(int rest, int didcomm) {
    return new ListenAddress(
        host,
        port == 0 ? rest : port,
        didcommPort.map(given -> given == 0 ? didcomm : given),
        restUrl,
        didcommUrl);
  }

  public URI rest(int actualPort) {
    return restUrl.orElseGet(() -> URI.create("http://" + reachable() + ":" + actualPort));
  }

  public URI didcomm(int actualPort) {
    return didcommUrl.orElseGet(
        () -> URI.create("http://" + reachable() + ":" + actualPort + "/didcomm"));
  }

  /** The host as it stands in a URL; a wildcard address becomes one that others reach. */
  private String reachable() {
    try {
      var address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()) {
        return outside();
      }
      return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    } catch (UnknownHostException e) {
      return host;
    }
  }

  private static String outside() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .sorted(Comparator.comparing(InetAddress::isLinkLocalAddress))
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse("127.0.0.1");
    } catch (SocketException e) {
      return "127.0.0.1";
    }
  }
}

package duet.embedded.http;

import duet.http.LocalAddresses;
import duet.text.HttpUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a server listens, and the URLs by which others reach it.
 *
 * @param host a name or address of this machine
 * @param port of REST and DIDComm; 0 for any free one
 * @param didcommHost a host for DIDComm alone, which then has a port of its own
 * @param didcommPort a port for DIDComm alone
 * @param restUrl where clients reach REST, if not there
 * @param didcommUrl where peers reach DIDComm, if not there; it is written into DIDs
 * @param loopbackOnly whether a DIDComm host that is kept in the agent's directory stays closed
 */
public record ListenAddress(
    String host,
    int port,
    Optional<String> didcommHost,
    Optional<Integer> didcommPort,
    Optional<URI> restUrl,
    Optional<URI> didcommUrl,
    boolean loopbackOnly) {

  public ListenAddress {
    didcommPort = didcommPort.or(() -> didcommHost.map(own -> 0));
  }

  /** Whether only this machine can connect, to REST or to DIDComm, directly or by a public URL. */
  public boolean loopback() {
    return loopback(didcommUrl);
  }

  /** Likewise, with this public URL. */
  public boolean loopback(Optional<URI> publicUrl) {
    return restOnLoopback()
        && isLoopback(listening())
        && publicUrl.flatMap(HttpUrl::host).map(LocalAddresses::isLoopback).orElse(true);
  }

  /** Whether only this machine can connect to REST where it listens. */
  public boolean restOnLoopback() {
    return isLoopback(host);
  }

  /** Whether a URL's host leads here whoever resolves it: the one given, or loopback. */
  public boolean isOwnHost(String name) {
    return LocalAddresses.isLoopback(name) || name.equalsIgnoreCase(LocalAddresses.inUrl(host));
  }

  /** With these ports in place of 0. */
  ListenAddress with(int rest, int didcomm) {
    return new ListenAddress(
        host,
        port == 0 ? rest : port,
        didcommHost,
        didcommPort.map(given -> given == 0 ? didcomm : given),
        restUrl,
        didcommUrl,
        loopbackOnly);
  }

  /** With DIDComm at a host of its own, and maybe at a URL for others. */
  ListenAddress with(String ownHost, Optional<URI> url) {
    return new ListenAddress(
        host, port, Optional.of(ownHost), didcommPort, restUrl, url, loopbackOnly);
  }

  /** The host that peers connect to, or a proxy for them. */
  String listening() {
    return didcommHost.orElse(host);
  }

  public URI rest(int actualPort) {
    return restUrl.orElseGet(() -> url(host, actualPort, ""));
  }

  public URI didcomm(int actualPort) {
    return didcommUrl.orElseGet(() -> url(listening(), actualPort, "/didcomm"));
  }

  /** Where DIDComm is for this machine, whatever DIDs say. */
  public URI didcommHere(int actualPort) {
    return url(listening(), actualPort, "/didcomm");
  }

  /** A wildcard address becomes one that others reach. */
  private static URI url(String host, int port, String path) {
    var others =
        resolve(host).filter(InetAddress::isAnyLocalAddress).isPresent()
            ? LocalAddresses.now().reachable().orElse("127.0.0.1")
            : LocalAddresses.inUrl(host);
    return URI.create("http://" + others + ":" + port + path);
  }

  private static boolean isLoopback(String host) {
    return resolve(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static Optional<InetAddress> resolve(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}

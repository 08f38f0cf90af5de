package duet.agent;

import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import duet.text.HttpUrl;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * How agents reach us with their events.
 *
 * @param url the base URL that agents call; if empty, only agents on this machine's loopback are
 *     asked to
 * @param bind where we listen; port 0 for a free one
 */
public record WebhookAddress(Optional<URI> url, InetSocketAddress bind) {

  /** Loopback agents only, on a free port. */
  public static final WebhookAddress LOOPBACK =
      new WebhookAddress(Optional.empty(), new InetSocketAddress("127.0.0.1", 0));

  /** The URL for the agent at this address; empty if it can't reach us. */
  Optional<URI> seenFrom(URI agent, int port) {
    if (url.isPresent()) {
      return url;
    }
    return isLoopback(agent.getHost())
        ? Optional.of(URI.create("http://127.0.0.1:" + port))
        : Optional.empty();
  }

  boolean reachableFrom(URI agent) {
    return seenFrom(agent, 1).isPresent();
  }

  /**
   * Whether an agent with this DID may reach our loopback. A container's published REST port looks
   * like an agent on this machine, but its peers know it by another name.
   */
  boolean reachableFrom(String did) {
    return url.isPresent() || host(did).map(WebhookAddress::mayBeHere).orElse(true);
  }

  private static Optional<String> host(String did) {
    try {
      return PeerDid.parse(did)
          .endpoint()
          .map(service -> URI.create(service.uri()))
          .flatMap(HttpUrl::host);
    } catch (MalformedException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** By name or by number, without asking a DNS server. */
  private static boolean mayBeHere(String host) {
    return isLoopback(host) || host.matches("[\\d.]+|\\[.*]");
  }

  private static boolean isLoopback(String host) {
    return host != null && (host.equalsIgnoreCase("localhost") || host.matches("127\\..*|\\[::1]"));
  }
}

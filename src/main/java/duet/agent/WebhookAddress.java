package duet.agent;

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

  private static boolean isLoopback(String host) {
    return host != null && (host.equalsIgnoreCase("localhost") || host.matches("127\\..*|\\[::1]"));
  }
}

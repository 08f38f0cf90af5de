package duet;

import duet.agent.AgentAddress;
import duet.embedded.EmbeddedAgent;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How others reach the DIDComm addresses of embedded agents; REST stays on loopback. What is empty
 * is as agents with a directory have kept it, and otherwise on loopback, at a free port.
 *
 * <p>Port and public URL can lead to one agent only: to the inviter, or to the invitee if it alone
 * is embedded.
 *
 * @param host where DIDComm listens: a name or address of this machine; loopback if only a public
 *     URL is given
 * @param publicUrl what DIDs say instead, behind a tunnel or proxy; without a query
 * @param loopbackPeers whether an agent that others reach calls loopback and link-local addresses
 *     of peers, too
 */
public record NetworkAddress(
    Optional<String> host, Optional<Integer> port, Optional<URI> publicUrl, boolean loopbackPeers) {

  /** Nothing but what agents have kept. */
  public static final NetworkAddress KEPT =
      new NetworkAddress(Optional.empty(), Optional.empty(), Optional.empty(), false);

  public NetworkAddress {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(port, "port");
    publicUrl = publicUrl.map(url -> AgentAddress.parse(url.toString()));
  }

  /** A host of this machine, such as {@code 192.168.1.23}, with a free port for each agent. */
  public static NetworkAddress at(String host) {
    Objects.requireNonNull(host, "the host is missing (null)");
    return new NetworkAddress(Optional.of(host), Optional.empty(), Optional.empty(), false);
  }

  /**
   * @param one the agent that port and public URL lead to
   */
  void apply(EmbeddedAgent.Builder builder, boolean one) {
    if (loopbackPeers) {
      builder.loopbackPeers();
    }
    var url = publicUrl.filter(given -> one);
    host.or(() -> url.map(given -> "127.0.0.1")).ifPresent(builder::didcommHost);
    url.ifPresent(builder::didcommUrl);
    port.filter(given -> one).ifPresent(builder::didcommPort);
  }
}

package duet.cli;

import duet.NetworkAddress;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How peers reach embedded agents, besides their address. */
final class DidCommOptions {

  @Option(
      names = "--didcomm-port",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description =
          "The port of embedded agents for DIDComm, such as one that a tunnel leads to (default: a"
              + " free one).")
  private Integer port;

  @Option(
      names = "--mediator",
      paramLabel = "DID|URL",
      converter = Converters.Mediator.class,
      description =
          "The mediator that embedded agents are to be behind, its URL, DID or invitation: then"
              + " nobody needs a way to this machine (default: what is kept, or none).")
  String mediator;

  @Option(
      names = "--allow-loopback-peers",
      description =
          "Let embedded agents that others reach also call addresses of this machine that others'"
              + " DIDs name.")
  private boolean loopbackPeers;

  NetworkAddress address(Optional<String> host, Optional<URI> publicUrl) {
    return new NetworkAddress(host, Optional.ofNullable(port), publicUrl, loopbackPeers);
  }
}

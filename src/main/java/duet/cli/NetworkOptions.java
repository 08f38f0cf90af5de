package duet.cli;

import duet.AgentSelection;
import duet.NetworkAddress;
import duet.settings.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How others reach embedded agents. */
final class NetworkOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      converter = Converters.PublicHost.class,
      description =
          "This machine's address at which others reach embedded agents, DIDComm only (default:"
              + " DUET_HOST, or what is kept, or loopback).")
  private String host;

  @Option(
      names = "--didcomm-port",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description =
          "The port of embedded agents for DIDComm, such as one that a tunnel leads to (default: a"
              + " free one).")
  private Integer port;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "The URL by which others reach embedded agents instead, of a tunnel or reverse proxy.")
  private URI publicUrl;

  @Option(
      names = "--mediator",
      paramLabel = "DID|URL",
      converter = Converters.Mediator.class,
      description =
          "The mediator that embedded agents are to be behind, its URL, DID or invitation: then"
              + " nobody needs a way to this machine (default: what is kept, or none).")
  private String mediator;

  @Option(
      names = "--allow-loopback-peers",
      description =
          "Let embedded agents that others reach also call addresses of this machine that others'"
              + " DIDs name.")
  private boolean loopbackPeers;

  /**
   * The same agents, reached as the options and DUET_HOST say.
   *
   * @throws ParameterException if an option was given, and none of them is embedded, or the host
   *     isn't this machine's
   */
  AgentSelection of(AgentSelection agents, Settings settings) {
    if (agents.addresses().values().stream().allMatch(Optional::isPresent)) {
      requireNone(agents);
      return agents;
    }
    var address =
        new NetworkAddress(
            Optional.ofNullable(host)
                .map(given -> Converters.ownHost(spec.commandLine(), given))
                .or(settings::host),
            Optional.ofNullable(port),
            Optional.ofNullable(publicUrl),
            loopbackPeers);
    var reached = agents.reachedAt(address);
    return mediator == null ? reached : reached.behind(mediator);
  }

  private void requireNone(AgentSelection agents) {
    var parsed = spec.commandLine().getParseResult();
    var given =
        Stream.of("--host", "--didcomm-port", "--public-url", "--mediator")
            .filter(parsed::hasMatchedOption)
            .findFirst();
    if (given.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is for embedded agents, but the settings name the %s: how peers reach it is in its own"
                  .formatted(given.get(), agents.addresses().keySet().iterator().next())
              + " configuration (DIDCOMM_SERVICE_URL)");
    }
  }
}

package duet.cli;

import duet.AgentSelection;
import duet.NetworkAddress;
import duet.live.LiveOptions;
import duet.settings.Settings;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the page is, and how others reach the embedded agents that it shows. */
final class LiveAddressOptions {

  private static final String DEFAULT_PORT = "" + LiveOptions.PORT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = DEFAULT_PORT,
      converter = Converters.Port.class,
      description = "The page's port, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      converter = Converters.PublicHost.class,
      description =
          "This machine's address at which others reach the page, and DIDComm of embedded agents"
              + " (default: loopback; for agents, DUET_HOST or what is kept).")
  private String host;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "The URL of a tunnel or reverse proxy that leads to the page's port; messages to the"
              + " embedded inviter then come by it, too, at URL/didcomm.")
  private URI publicUrl;

  @Option(
      names = "--didcomm-port",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description = "The port of the embedded inviter for DIDComm (default: a free one).")
  private Integer didcommPort;

  @Option(
      names = "--mediator",
      paramLabel = "DID|URL",
      converter = Converters.Mediator.class,
      description =
          "The mediator that embedded agents are to be behind, its URL, DID or invitation (default:"
              + " what is kept, or none).")
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
   * @throws ParameterException if an option was given that needs embedded agents, or can't be
   *     combined with another
   */
  AgentSelection of(AgentSelection agents, Settings settings) {
    if (!agents.isEmbedded()) {
      refuse("--didcomm-port", didcommPort, "is for embedded agents, but the settings name both");
      refuse("--mediator", mediator, "is for embedded agents, but the settings name both");
      return agents;
    }
    if (mediator != null) {
      refuse("--didcomm-port", didcommPort, "can't be combined with --mediator");
      return agents.reachedAt(address(Optional.empty(), Optional.empty())).behind(mediator);
    }
    return agents.reachedAt(address(host().or(settings::host), didcommUrl()));
  }

  /**
   * @throws ParameterException if the host isn't this machine's, or the public URL has a path
   */
  LiveOptions page(Settings settings) {
    var options =
        LiveOptions.DEFAULT
            .at(host().orElse(LiveOptions.DEFAULT.host()), port)
            .keptIn(settings.data());
    if (publicUrl != null) {
      options = reached(options);
    }
    return settings.delivery().linkBase().map(options::linkingTo).orElse(options);
  }

  private LiveOptions reached(LiveOptions options) {
    try {
      return options.reachedAt(publicUrl);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--public-url: " + e.getMessage(), e);
    }
  }

  /** Whether messages to an embedded inviter come by the page. */
  boolean passesMessages() {
    return mediator == null && publicUrl != null;
  }

  private Optional<String> host() {
    return Optional.ofNullable(host).map(own -> Converters.ownHost(spec.commandLine(), own));
  }

  private Optional<URI> didcommUrl() {
    return Optional.ofNullable(publicUrl)
        .map(url -> URI.create(url.toString().replaceFirst("/+$", "") + "/didcomm"));
  }

  private NetworkAddress address(Optional<String> own, Optional<URI> didcommUrl) {
    return new NetworkAddress(own, Optional.ofNullable(didcommPort), didcommUrl, loopbackPeers);
  }

  private void refuse(String option, Object given, String why) {
    if (given != null) {
      throw new ParameterException(spec.commandLine(), option + " " + why);
    }
  }
}

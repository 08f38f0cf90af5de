package duet.cli;

import duet.AgentSelection;
import duet.live.LiveOptions;
import duet.settings.Settings;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
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

  @Mixin private DidCommOptions didcomm;

  /**
   * The same agents, reached as the options and DUET_HOST say.
   *
   * @throws ParameterException if an option was given that needs embedded agents, or can't be
   *     combined with another
   */
  AgentSelection of(AgentSelection agents, Settings settings) {
    if (!agents.isEmbedded()) {
      refuse("is for embedded agents, but the settings name both", "--didcomm-port", "--mediator");
      return agents;
    }
    if (didcomm.mediator != null) {
      refuse("can't be combined with --mediator", "--didcomm-port");
      return agents
          .reachedAt(didcomm.address(Optional.empty(), Optional.empty()))
          .behind(didcomm.mediator);
    }
    return agents.reachedAt(didcomm.address(host().or(settings::host), didcommUrl()));
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
    return didcomm.mediator == null && publicUrl != null;
  }

  private Optional<String> host() {
    return Optional.ofNullable(host).map(own -> Converters.ownHost(spec.commandLine(), own));
  }

  private Optional<URI> didcommUrl() {
    return Optional.ofNullable(publicUrl)
        .map(url -> URI.create(url.toString().replaceFirst("/+$", "") + "/didcomm"));
  }

  private void refuse(String why, String... names) {
    var given = spec.commandLine().getParseResult();
    for (String name : names) {
      if (given.hasMatchedOption(name)) {
        throw new ParameterException(spec.commandLine(), name + " " + why);
      }
    }
  }
}

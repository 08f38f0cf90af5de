package duet.cli;

import duet.AgentSelection;
import duet.NetworkAddress;
import duet.OpenedAgents;
import duet.agent.AgentAddress;
import duet.agent.PreflightResult;
import duet.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How others reach embedded agents. */
final class NetworkOptions {

  private static final String[] ALL = {
    "--host", "--didcomm-port", "--public-url", "--mediator", "--allow-loopback-peers"
  };

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
      names = "--public-url",
      paramLabel = "URL",
      description =
          "The URL by which others reach embedded agents instead, of a tunnel or reverse proxy.")
  private URI publicUrl;

  @Mixin private DidCommOptions didcomm;

  /**
   * The same agents, reached as the options and DUET_HOST say, or those that {@code duet live} runs
   * instead.
   *
   * @throws ParameterException if an option was given, and none of them is embedded, or it can't be
   *     combined with another, or the host isn't this machine's
   */
  AgentSelection of(AgentSelection agents, Settings settings) {
    if (agents.addresses().values().stream().allMatch(Optional::isPresent)) {
      refuse(
          given("--host", "--didcomm-port", "--public-url", "--mediator"),
          "is for embedded agents, but the settings name the %s: how peers reach it is in its own"
                  .formatted(agents.addresses().keySet().iterator().next())
              + " configuration (DIDCOMM_SERVICE_URL; --mediator of duet agent)");
      return agents;
    }
    if (didcomm.mediator != null) {
      refuse(
          given("--host", "--didcomm-port", "--public-url"),
          "can't be combined with --mediator, through which peers reach embedded agents");
      return shared(agents.reachedAt(address(Optional.empty())).behind(didcomm.mediator), settings);
    }
    var reached =
        agents.reachedAt(
            address(
                Optional.ofNullable(host)
                    .map(own -> Converters.ownHost(spec.commandLine(), own))
                    .or(settings::host)));
    return shared(reached, settings);
  }

  /**
   * Opens agents.
   *
   * @throws ParameterException if an option was given, and another process runs an agent that it is
   *     for
   */
  OpenedAgents open(
      AgentSelection agents, Function<List<AgentAddress>, List<PreflightResult>> preflight) {
    var opened = agents.open(preflight);
    try {
      opened.sharedBy().map(LiveAgents::owner).ifPresent(this::refuse);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void refuse(String owner) {
    refuse(
        given(ALL),
        "is for agents that this command starts, but %s has them: give it to duet live instead"
            .formatted(owner));
  }

  private static AgentSelection shared(AgentSelection agents, Settings settings) {
    return agents.orShared(AgentSelection.directory(settings));
  }

  private NetworkAddress address(Optional<String> own) {
    return didcomm.address(own, Optional.ofNullable(publicUrl));
  }

  private Optional<String> given(String... names) {
    return Stream.of(names)
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .findFirst();
  }

  private void refuse(Optional<String> option, String why) {
    if (option.isPresent()) {
      throw new ParameterException(spec.commandLine(), option.get() + " " + why);
    }
  }
}

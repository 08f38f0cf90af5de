package duet.cli;

import duet.embedded.EmbeddedAgent;
import duet.embedded.UnprotectedAgentException;
import duet.settings.ContainerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "agent",
    description = {
      "Runs one embedded agent on this machine until it is stopped.",
      "Options take precedence over the environment variables of a Cloud Agent's container, such"
          + " as AGENT_HTTP_PORT, DIDCOMM_SERVICE_URL or DEFAULT_WALLET_AUTH_API_KEY."
    })
final class AgentCommand extends ServerCommand {

  private static final int PORT = 8085;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      converter = Converters.Host.class,
      description =
          "This machine's address to listen on; any but loopback requires a key (default:"
              + " ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description = "The port of REST and DIDComm, 0 for any free one (default: 8085).")
  private Integer port;

  @Option(
      names = "--didcomm-port",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description = "A separate port for DIDComm, which peers then use.")
  private Integer didcommPort;

  @Mixin private ApiKeyOptions keys;

  @Option(
      names = "--expiry",
      paramLabel = "DURATION",
      description = "How long an invitation can be accepted (default: 300s).")
  private Duration expiry;

  @Option(
      names = "--retry-pauses",
      paramLabel = "DURATION",
      split = ",",
      converter = Converters.Pause.class,
      description = "The pause before each attempt to send a message (default: 0,5s,10s).")
  private List<Duration> retryPauses = new ArrayList<>();

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      converter = Converters.Fault.class,
      description =
          "A fault to simulate, such as drop-response:1; the error for an unknown one lists all.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--mediator",
      paramLabel = "DID|URL",
      converter = Converters.Mediator.class,
      description =
          "The mediator that the agent is to be behind, its URL, DID or invitation: the agent's DIDs"
              + " name it, and messages are picked up there (default: the one in --data, or none).")
  private String mediator;

  @Option(
      names = "--pickup-intervals",
      paramLabel = "WAITING,IDLE",
      arity = "1",
      split = ",",
      hideParamSyntax = true,
      description =
          "How often messages are picked up from the mediator: while one is awaited, and otherwise"
              + " (default: 500ms,5s).")
  private List<Duration> pickup = List.of();

  @Option(
      names = "--allow-loopback-peers",
      description =
          "Call loopback and link-local addresses that peers name, even if other machines can reach"
              + " this agent; without it strangers can't make it call services of this machine.")
  private boolean loopbackPeers;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The directory to keep everything in (default: in memory).")
  private Path data;

  private EmbeddedAgent agent;

  @Override
  CommandResult run() {
    var container = new ContainerSettings(environment());
    var builder = EmbeddedAgent.builder().host(host);
    try {
      var access = keys.apply(builder, container);
      agent = configured(builder, container).start();
      runUntilStopped(agent::close);
      print(access, container);
      return new ReadyAgent(
          access,
          "ready",
          agent.url(),
          agent.didcommUrl(),
          agent.mediator(),
          access.asksForKey(),
          Optional.ofNullable(data));
    } catch (UnprotectedAgentException e) {
      throw misuse(e.getMessage() + ": " + ApiKeyOptions.keySources(container));
    } catch (IllegalArgumentException e) {
      throw misuse(e.getMessage());
    }
  }

  @Override
  MemoryException outOfMemory(Throwable cause) {
    var files =
        data == null
            ? "--data DIR keeps the connections in files instead; those in memory are gone. "
            : "The connections are kept in " + data + ". ";
    return new MemoryException(files + MemoryException.allowMore(), ExitCode.UNEXPECTED, cause);
  }

  private EmbeddedAgent.Builder configured(
      EmbeddedAgent.Builder builder, ContainerSettings container) {
    // Read even if --port takes precedence, so that a bad value is always refused.
    int restVariable = container.restPort().orElse(PORT);
    int rest = port != null ? port : restVariable;
    container.didcommPort().filter(own -> own == 0 || own != rest).ifPresent(builder::didcommPort);
    container.expiry().ifPresent(builder::expiry);
    builder.port(rest);
    Optional.ofNullable(didcommPort).ifPresent(builder::didcommPort);
    Optional.ofNullable(expiry).ifPresent(builder::expiry);
    if (!retryPauses.isEmpty()) {
      builder.retryPauses(retryPauses.toArray(Duration[]::new));
    }
    container.restUrl().ifPresent(builder::restUrl);
    container.didcommUrl().ifPresent(builder::didcommUrl);
    container.webhookUrl().ifPresent(url -> builder.webhook(url, webhookHeaders(container)));
    container.node().ifPresent(builder::node);
    container.verifiesCredentialDates().ifPresent(builder::verifyCredentialDates);
    container.verifiesPresentationDates().ifPresent(builder::verifyPresentationDates);
    container.verifiesHolderBinding().ifPresent(builder::verifyHolderBinding);
    container.leeway().ifPresent(builder::leeway);
    faults.forEach(builder::fault);
    if (loopbackPeers) {
      builder.loopbackPeers();
    }
    Optional.ofNullable(data).ifPresent(builder::data);
    Optional.ofNullable(mediator).ifPresent(builder::mediator);
    if (!pickup.isEmpty()) {
      pickUp(builder);
    }
    return builder;
  }

  private static Map<String, String> webhookHeaders(ContainerSettings container) {
    return container
        .webhookKey()
        .map(key -> Map.of("Authorization", "Bearer " + key))
        .orElse(Map.of());
  }

  private void print(ApiKeyOptions.Access access, ContainerSettings container) {
    print(console().bold("Agent ready"));
    print("  REST      " + agent.url() + ", also under /cloud-agent, " + access);
    print("  DIDComm   " + didcomm());
    print("  data      " + (data == null ? "in memory" : Console.safe(data.toString())));
    if (!faults.isEmpty()) {
      print("  faults    " + String.join(", ", faults));
    }
    if (agent.loopback()) {
      print("  Nobody outside this machine can answer its invitations: " + onlyHere());
    }
    if (!container.unused().isEmpty()) {
      console()
          .note(
              "Ignored (an embedded agent has no database, vault, node or admin API): "
                  + String.join(", ", container.unused()));
    }
  }

  private void pickUp(EmbeddedAgent.Builder builder) {
    if (pickup.size() != 2) {
      throw misuse("invalid --pickup-intervals (must be two durations, such as 500ms,5s)");
    }
    builder.pickup(pickup.get(0), pickup.get(1));
  }

  private String didcomm() {
    return agent
        .mediator()
        .map(address -> "through the mediator at " + address)
        .orElseGet(() -> agent.didcommUrl().toString());
  }

  private String onlyHere() {
    return agent.mediator().isPresent()
        ? "its mediator is on loopback."
        : "it listens on loopback only. --host ADDRESS lets others in.";
  }

  private record ReadyAgent(
      ApiKeyOptions.Access keys,
      String outcome,
      URI url,
      URI didcommUrl,
      Optional<URI> mediator,
      boolean asksForKey,
      Optional<Path> data)
      implements CommandResult {}
}

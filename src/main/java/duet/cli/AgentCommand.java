package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.EmbeddedAgent;
import duet.embedded.UnprotectedAgentException;
import duet.settings.ContainerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one embedded agent on this machine until it is stopped.",
      "What an option doesn't say is taken from the variables of a Cloud Agent's container, such as"
          + " AGENT_HTTP_PORT, DIDCOMM_SERVICE_URL or DEFAULT_WALLET_AUTH_API_KEY."
    })
final class AgentCommand extends DuetCommand {

  private static final int PORT = 8085;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      converter = Hosts.class,
      description =
          "Where to listen, ${DEFAULT-VALUE} by default; others than this machine's own need a key.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = Ports.class,
      description = "The port of REST and DIDComm, 0 for a free one; 8085 by default.")
  private Integer port;

  @Option(
      names = "--didcomm-port",
      paramLabel = "PORT",
      converter = Ports.class,
      description = "A port for DIDComm alone, which peers are then told.")
  private Integer didcommPort;

  @Mixin private ApiKeyOptions access;

  @Option(
      names = "--expiry",
      paramLabel = "TIME",
      converter = Timeouts.class,
      description = "How old an invitation may be when its request arrives; 300s by default.")
  private Duration expiry;

  @Option(
      names = "--retry-pauses",
      paramLabel = "TIME",
      split = ",",
      converter = Pauses.class,
      description = "The pause before each attempt to send a message; 0,5s,10s by default.")
  private List<Duration> retryPauses = new ArrayList<>();

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      converter = FaultNames.class,
      description =
          "Something that shall go wrong, such as drop-response:1; a wrong one is answered with what"
              + " there is.")
  private List<String> faults = new ArrayList<>();

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where it keeps everything, also if it is killed; without it everything is in memory.")
  private Path data;

  AgentCommand(Console console, Map<String, String> environment) {
    super(console, environment);
    this.environment = environment;
  }

  @Override
  ExitCode run(ObjectNode document) {
    var container = new ContainerSettings(environment);
    var agent = start(container, document);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  agent.close();
                  stopped.countDown();
                }));
    sayReady(agent, container, document);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      agent.close();
      Thread.currentThread().interrupt();
    }
    return ExitCode.DONE;
  }

  private EmbeddedAgent start(ContainerSettings container, ObjectNode document) {
    try {
      var builder = EmbeddedAgent.builder().host(host);
      document.put("keys", access.apply(builder, container));
      ports(builder, container);
      timing(builder, container);
      container.restUrl().ifPresent(builder::restUrl);
      container.didcommUrl().ifPresent(builder::didcommUrl);
      container.webhookUrl().ifPresent(url -> builder.webhook(url, webhookHeaders(container)));
      faults.forEach(builder::fault);
      if (data != null) {
        builder.data(data);
      }
      return builder.start();
    } catch (UnprotectedAgentException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage() + ": " + ApiKeyOptions.whereKeysAre(container), e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void ports(EmbeddedAgent.Builder builder, ContainerSettings container) {
    var restVariable = container.restPort();
    var didcommVariable = container.didcommPort();
    int rest = port != null ? port : restVariable.orElse(PORT);
    builder.port(rest);
    if (didcommPort != null) {
      builder.didcommPort(didcommPort);
    } else {
      didcommVariable.filter(own -> own == 0 || own != rest).ifPresent(builder::didcommPort);
    }
  }

  private void timing(EmbeddedAgent.Builder builder, ContainerSettings container) {
    container.expiry().ifPresent(builder::expiry);
    if (expiry != null) {
      builder.expiry(expiry);
    }
    if (!retryPauses.isEmpty()) {
      builder.retryPauses(retryPauses.toArray(Duration[]::new));
    }
  }

  private static Map<String, String> webhookHeaders(ContainerSettings container) {
    return container
        .webhookKey()
        .map(key -> Map.of("Authorization", "Bearer " + key))
        .orElse(Map.of());
  }

  private void sayReady(EmbeddedAgent agent, ContainerSettings container, ObjectNode document) {
    var keys = document.path("keys").asText();
    say(console().bold("Agent ready"));
    say("  REST      " + agent.url() + ", also under /cloud-agent, " + keys);
    say("  DIDComm   " + agent.didcommUrl());
    say("  data      " + (data == null ? "in memory" : Console.safe(data.toString())));
    if (!faults.isEmpty()) {
      say("  faults    " + String.join(", ", faults));
    }
    if (agent.loopback()) {
      say("  " + TextView.ONLY_HERE);
    }
    if (!container.unused().isEmpty()) {
      console()
          .note(
              "Set, but of no use to an agent without database, vault, node and admin API: "
                  + String.join(", ", container.unused()));
    }
    document.put("outcome", "ready").put("url", agent.url().toString());
    document.put("didcommUrl", agent.didcommUrl().toString());
    document.put("asksForKey", !keys.equals("without a key"));
    if (data != null) {
      document.put("data", data.toString());
    }
    publish(document, ExitCode.DONE);
  }
}

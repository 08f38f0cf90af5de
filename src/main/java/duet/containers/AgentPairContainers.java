package duet.containers;

import duet.AgentPair;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;

/**
 * An inviter and an invitee in containers, on a network of their own where each reaches the other
 * by its name. Programs on this machine reach them by {@link CloudAgentContainer#address}; no other
 * machine does.
 *
 * <pre>{@code
 * try (var containers = new AgentPairContainers()) {
 *   containers.start();
 *   try (AgentPair agents = containers.open()) {
 *     System.out.println(agents.connect("Connect with Bob").didsMatch());
 *   }
 * }
 * }</pre>
 */
public final class AgentPairContainers implements Startable {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

  private static final Pattern CLOUD_AGENT =
      Pattern.compile("/(identus-cloud-agent|prism-agent)([:@]|$)");

  private final Network network = ownNetwork();
  private final CloudAgentContainer inviter;
  private final CloudAgentContainer invitee;
  private Optional<AgentDatabase> database = Optional.empty();

  /** Two agents of {@link #image}. */
  public AgentPairContainers() {
    this(image());
  }

  /**
   * Two agents of an image, which can be configured until they are started; with a database if the
   * image's name is a Cloud Agent's.
   */
  public AgentPairContainers(String image) {
    inviter = agent(image, "inviter");
    invitee = agent(image, "invitee");
    if (CLOUD_AGENT.matcher(image).find()) {
      withDatabase(new AgentDatabase());
    }
  }

  /**
   * The configured image: the system property {@code duet.image}, else {@code DUET_IMAGE} of the
   * environment, else {@code localhost/duet-agent}, the embedded agent's.
   */
  public static String image() {
    return Optional.ofNullable(System.getProperty("duet.image"))
        .or(() -> Optional.ofNullable(System.getenv("DUET_IMAGE")))
        .filter(name -> !name.isBlank())
        .orElse("localhost/duet-agent");
  }

  /** Whether a container engine answers; Testcontainers looks for one once. */
  public static boolean isEngineAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Makes both agents use a database, which is started before them. */
  public AgentPairContainers withDatabase(AgentDatabase one) {
    database = Optional.of(one.withNetwork(network));
    inviter.withDatabase(one);
    invitee.withDatabase(one);
    return this;
  }

  public CloudAgentContainer inviter() {
    return inviter;
  }

  public CloudAgentContainer invitee() {
    return invitee;
  }

  /** The network of both, which other containers may join. */
  public Network network() {
    return network;
  }

  /** Starts both at the same time, and waits until they are ready. */
  @Override
  public void start() {
    try {
      Startables.deepStart(inviter, invitee).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Opens both; to be closed before the containers. */
  public AgentPair open() {
    return AgentPair.open(inviter.address(), invitee.address());
  }

  @Override
  public void stop() {
    inviter.stop();
    invitee.stop();
    database.ifPresent(AgentDatabase::stop);
    network.close();
  }

  private static Network ownNetwork() {
    return Network.builder()
        .createNetworkCmdModifier(
            command ->
                command
                    .withLabels(Map.of(CloudAgentContainer.LABEL, "test"))
                    .withOptions(options()))
        .build();
  }

  /** Publishes ports on loopback only if the engine runs on this machine. */
  private static Map<String, String> options() {
    var host = DockerClientFactory.instance().dockerHostIpAddress();
    return THIS_MACHINE.contains(host)
        ? Map.of("com.docker.network.bridge.host_binding_ipv4", "127.0.0.1")
        : Map.of();
  }

  private CloudAgentContainer agent(String image, String name) {
    return new CloudAgentContainer(image).withAgentName(name).withNetwork(network);
  }
}

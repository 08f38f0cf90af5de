package duet.containers;

import duet.agent.AgentAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitAllStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A Cloud Agent in a container, or the embedded agent's image in its place: both have the same
 * ports and read the same variables. It counts as started when it lists its connections and reports
 * that it is healthy.
 *
 * <pre>{@code
 * try (var agent = new CloudAgentContainer("localhost/duet-agent").withAgentName("inviter")) {
 *   agent.start();
 *   try (var inviter = Agent.open(agent.address())) {
 *     System.out.println(inviter.invite("Connect with Bob").invitationUrl());
 *   }
 * }
 * }</pre>
 *
 * <p>Defaults: name {@code agent}, a random API key, DIDs that name the agent as its network does,
 * invitations that expire after 300 s, three minutes to start. A true Cloud Agent needs {@link
 * #withDatabase} too.
 */
public final class CloudAgentContainer extends GenericContainer<CloudAgentContainer> {

  /** Where REST is, in the container and for its network. */
  public static final int REST_PORT = 8085;

  /** Where DIDComm is, in the container and for its network. */
  public static final int DIDCOMM_PORT = 8090;

  /** The label of every container and network created here. */
  public static final String LABEL = "io.github.duet";

  private static final Duration START = Duration.ofMinutes(3);

  private final RequiredImage image;
  private String name;
  private String apiKey;

  public CloudAgentContainer(String image) {
    this(DockerImageName.parse(image));
  }

  public CloudAgentContainer(DockerImageName image) {
    super(image);
    this.image = new RequiredImage(image);
    withExposedPorts(REST_PORT, DIDCOMM_PORT);
    withLabel(LABEL, "test");
    withExtraHost("host.docker.internal", "host-gateway");
    withEnv(
        Map.of(
            "AGENT_HTTP_PORT", Integer.toString(REST_PORT),
            "AGENT_DIDCOMM_PORT", Integer.toString(DIDCOMM_PORT),
            "API_KEY_ENABLED", "true",
            "API_KEY_AUTO_PROVISIONING", "false",
            "API_KEY_AUTHENTICATE_AS_DEFAULT_USER", "false",
            // agents that are started later on the same data need the same salt
            "API_KEY_SALT", "salt-for-tests",
            "ADMIN_TOKEN", UUID.randomUUID().toString(),
            "DEFAULT_WALLET_ENABLED", "true",
            "DEV_MODE", "true"));
    withAgentName("agent");
    withApiKey(UUID.randomUUID().toString());
    waitingFor(
        new WaitAllStrategy()
            .withStrategy(new Readiness(this))
            .withStrategy(Wait.forHttp("/_system/health").forPort(REST_PORT))
            .withStartupTimeout(START));
  }

  /** Fails at once, with advice, if its image can't be had. */
  @Override
  public void start() {
    image.require();
    super.start();
  }

  /** Its name in messages, as host in its network, and thus in its DIDs. */
  public CloudAgentContainer withAgentName(String agentName) {
    var aliases = new ArrayList<>(getNetworkAliases());
    aliases.remove(name);
    aliases.add(agentName);
    setNetworkAliases(aliases);
    name = agentName;
    withEnv("REST_SERVICE_URL", "http://" + agentName + ":" + REST_PORT);
    return withDidcommUrl(URI.create("http://" + agentName + ":" + DIDCOMM_PORT));
  }

  /** The key of its wallet. */
  public CloudAgentContainer withApiKey(String key) {
    apiKey = key;
    return withEnv("DEFAULT_WALLET_AUTH_API_KEY", key);
  }

  /**
   * Where a Cloud Agent keeps everything; the embedded agent needs none. To be called after {@link
   * #withAgentName} with {@code inviter} or {@code invitee}.
   */
  public CloudAgentContainer withDatabase(AgentDatabase database) {
    for (String part : List.of("pollux", "connect", "agent")) {
      var prefix = part.toUpperCase(Locale.ROOT) + "_DB_";
      var databaseName = name + "_" + part;
      withEnv(prefix + "HOST", AgentDatabase.HOST);
      withEnv(prefix + "PORT", Integer.toString(AgentDatabase.PORT));
      withEnv(prefix + "NAME", databaseName);
      withEnv(prefix + "USER", AgentDatabase.USER);
      withEnv(prefix + "PASSWORD", database.password());
      withEnv(prefix + "APP_USER", databaseName + "-application-user");
      withEnv(prefix + "APP_PASSWORD", database.password());
    }
    return withEnv("SECRET_STORAGE_BACKEND", "postgres").dependsOn(database);
  }

  /** Where peers reach it, as its DIDs contain it. */
  public CloudAgentContainer withDidcommUrl(URI url) {
    return withEnv("DIDCOMM_SERVICE_URL", url.toString());
  }

  /** How long its invitations may be accepted, in whole seconds. */
  public CloudAgentContainer withInvitationExpiry(Duration expiry) {
    return withEnv("CONNECT_INVITATION_EXPIRY", expiry.toSeconds() + " seconds");
  }

  /** Where it posts every event, as the container reaches it. */
  public CloudAgentContainer withWebhook(URI url, String key) {
    return withEnv("GLOBAL_WEBHOOK_URL", url.toString()).withEnv("GLOBAL_WEBHOOK_API_KEY", key);
  }

  /**
   * Fixed ports of this machine for REST and DIDComm, instead of those that the engine chooses on
   * each start.
   */
  public CloudAgentContainer withHostPorts(int rest, int didcomm) {
    addFixedExposedPort(rest, REST_PORT);
    addFixedExposedPort(didcomm, DIDCOMM_PORT);
    return this;
  }

  /** The address and key of REST for programs on this machine; requires a started container. */
  public AgentAddress address() {
    var url = "http://" + getHost() + ":" + getMappedPort(REST_PORT);
    return AgentAddress.of(name, url, apiKey);
  }
}

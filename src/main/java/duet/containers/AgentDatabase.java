package duet.containers;

import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * PostgreSQL with what Cloud Agents need: three databases with a role each for the agents named
 * {@code inviter} and {@code invitee}. Its host name in their network is {@code database}.
 */
public final class AgentDatabase extends GenericContainer<AgentDatabase> {

  /** The image, unless another is given. */
  public static final String IMAGE = "docker.io/library/postgres:15";

  static final String HOST = "database";
  static final String USER = "postgres";
  static final int PORT = 5432;

  private final RequiredImage image;
  private final String password = UUID.randomUUID().toString();

  public AgentDatabase() {
    this(IMAGE);
  }

  public AgentDatabase(String image) {
    super(DockerImageName.parse(image));
    this.image = new RequiredImage(DockerImageName.parse(image));
    withNetworkAliases(HOST);
    withLabel(CloudAgentContainer.LABEL, "test");
    withEnv("POSTGRES_USER", USER);
    withEnv("POSTGRES_PASSWORD", password);
    // Each agent keeps connections to three databases open, as two users.
    withCommand("postgres", "-c", "max_connections=300");
    withCopyFileToContainer(
        MountableFile.forClasspathResource("duet/containers/databases.sh"),
        "/docker-entrypoint-initdb.d/databases.sh");
    // Over TCP: there it listens only when the script is done.
    waitingFor(
        Wait.forSuccessfulCommand("pg_isready -q -h 127.0.0.1 -U " + USER + " -d invitee_agent"));
  }

  /** Fails at once, with advice, if its image can't be had. */
  @Override
  public void start() {
    image.require();
    super.start();
  }

  String password() {
    return password;
  }
}

package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Problem;
import duet.containers.AgentPairContainers;
import duet.containers.CloudAgentContainer;
import duet.exchange.WaitThresholds;
import duet.fixture.AgentImage;
import duet.fixture.HostAddress;
import duet.fixture.NeedsEngine;
import duet.fixture.NeedsStandIn;
import duet.handshake.DeadEndException;
import duet.handshake.Handshake;
import duet.handshake.HandshakeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.lifecycle.Startable;

/**
 * What befalls agents in containers in the middle of a handshake; it ends connected, or with the
 * diagnosis that fits. All at once, since they mostly wait.
 */
@NeedsEngine
@NeedsStandIn
@Execution(ExecutionMode.CONCURRENT)
class ContainerFailuresIT {

  private static final Duration LONG = Duration.ofSeconds(90);

  /** With an agent that is away for a while. */
  private static final HandshakeOptions PATIENT =
      HandshakeOptions.DEFAULT.withThresholds(
          new WaitThresholds(
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(30),
              Duration.ofSeconds(15),
              Duration.ofSeconds(60)));

  private static final Semaphore STARTING = new Semaphore(2);

  private static final DockerClient DOCKER = DockerClientFactory.instance().client();

  @TempDir Path directory;

  @Test
  void an_invitee_that_is_paused_and_resumed_ends_connected() {
    try (var containers = started();
        var agents = containers.open()) {
      var handshake = halfway(containers, agents);
      var pair = CompletableFuture.supplyAsync(() -> handshake.await(LONG));
      await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> !pair.isDone());

      unpause(containers.invitee());

      assertThat(pair.join().didsMatch()).isTrue();
    }
  }

  @Test
  void an_invitee_that_stays_paused_gives_no_answer_in_time() {
    try (var containers = started();
        var agents = containers.open()) {
      var handshake = halfway(containers, agents);

      var failure = catchThrowableOfType(AgentException.class, () -> handshake.await(LONG));

      assertThat(failure.reason()).isEqualTo(Cause.TIMED_OUT);
      assertThat(failure.agent()).isEqualTo("invitee");
      unpause(containers.invitee());
    }
  }

  @Test
  void an_inviter_that_is_cut_off_and_connected_again_ends_connected(AgentPairContainers shared)
      throws IOException {
    try (var inviter = steady(shared, "cut");
        var agents = open(inviter, shared)) {
      var invitation = agents.inviter().invite("Cut off");
      cut(inviter, shared);
      var handshake = Handshake.accept(agents.inviter(), invitation, agents.invitee(), PATIENT);
      var pair = CompletableFuture.supplyAsync(() -> handshake.await(LONG));
      await().atMost(LONG).until(() -> lastFailure(agents, handshake).isPresent());

      plug(inviter, shared, "cut");

      assertThat(pair.join().didsMatch()).isTrue();
    }
  }

  @Test
  void an_inviter_that_stays_cut_off_is_named(AgentPairContainers shared) throws IOException {
    try (var inviter = steady(shared, "gone");
        var agents = open(inviter, shared)) {
      var invitation = agents.inviter().invite("Cut off for good");
      cut(inviter, shared);
      var handshake = Handshake.accept(agents.inviter(), invitation, agents.invitee());

      var failure = catchThrowableOfType(AgentException.class, () -> handshake.await(LONG));

      assertThat(failure.agent()).isEqualTo("gone");
      assertThat(failure.reason()).isIn(Cause.CONNECTION_REFUSED, Cause.CONNECTION_BROKEN);
    }
  }

  @Test
  void an_invitee_that_is_killed_goes_on_with_its_volume(AgentPairContainers shared)
      throws IOException {
    var volume = "duet-test-" + UUID.randomUUID();
    try (var invitee = steady(shared, "killed", Bind.parse(volume + ":/data"));
        var inviter = lone(shared, "witness")) {
      start(inviter);
      try (var agents = AgentPair.open(inviter.address(), invitee.address())) {
        var invitation = agents.inviter().invite("To be killed");
        pause(inviter);
        var handshake = Handshake.accept(agents.inviter(), invitation, agents.invitee(), PATIENT);
        DOCKER.killContainerCmd(invitee.getContainerId()).exec();
        invitee.stop();
        unpause(inviter);
        start(invitee);

        assertThat(handshake.await(LONG).didsMatch()).isTrue();
      }
    } finally {
      DOCKER.removeVolumeCmd(volume).exec();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "looped, http://localhost:8090, ADDRESS_LOCALHOST",
    "deaf, http://deaf:9, ADDRESS_REFUSED",
    "astray, http://invitee:8090, ADDRESS_OF_ANOTHER",
    // too long for a name server to be asked, which may take its time to know nothing
    "nowhere, http://a-name-of-more-than-the-sixty-three-characters-that-one-may-have.invalid:8090,"
        + " ADDRESS_NOT_RESOLVED"
  })
  void a_wrong_didcomm_address_is_named(
      String name, URI wrong, Cause cause, AgentPairContainers shared) {
    try (var inviter = lone(shared, name).withDidcommUrl(wrong)) {
      start(inviter);
      try (var agents = open(inviter, shared)) {
        var failure = catchThrowableOfType(DeadEndException.class, () -> agents.connect("Misled"));

        assertThat(failure.diagnosis().cause()).as(failure.getMessage()).isEqualTo(cause);
        assertThat(failure.diagnosis().side().orElseThrow()).hasToString("inviter");
      }
    }
  }

  @Test
  void an_agent_that_starts_late_is_waited_for(AgentPairContainers shared) throws Exception {
    int port = HostAddress.LOOPBACK.freePort();
    try (var late =
        lone(shared, "late")
            .withHostPorts(port, HostAddress.LOOPBACK.freePort())
            .withCreateContainerCmdModifier(ContainerFailuresIT::twentySecondsLate)
            .waitingFor(new Unready())) {
      start(late);
      var settings = settings(shared.inviter(), late);

      try (var preflight = Program.duet(directory, settings, "preflight", "--wait", "2m");
          var connect = Program.duet(directory, settings, "connect", "--wait", "2m")) {
        assertThat(preflight.exitCode()).as(preflight.out() + preflight.err()).isZero();
        assertThat(connect.exitCode()).as(connect.out() + connect.err()).isZero();
        assertThat(preflight.out())
            .containsSubsequence("waiting for ", "invitee (", "invitee reached");
        assertThat(connect.out())
            .containsSubsequence("waiting for ", "invitee (", "the DIDs match crosswise");
      }
    }
  }

  /** The invitee has accepted, and is paused before the inviter could answer. */
  private static Handshake halfway(AgentPairContainers containers, AgentPair agents) {
    var invitation = agents.inviter().invite("To be paused");
    pause(containers.inviter());
    var handshake = Handshake.accept(agents.inviter(), invitation, agents.invitee());
    pause(containers.invitee());
    unpause(containers.inviter());
    return handshake;
  }

  private static AgentPairContainers started() {
    var containers = new AgentPairContainers(AgentImage.name());
    start(containers);
    return containers;
  }

  /** Not started, on the network of others. */
  private static CloudAgentContainer lone(AgentPairContainers others, String name) {
    return new CloudAgentContainer(AgentImage.name())
        .withNetwork(others.network())
        .withAgentName(name);
  }

  /** Not all at once: to start is what takes a processor's time. */
  private static void start(Startable agents) {
    STARTING.acquireUninterruptibly();
    try {
      agents.start();
    } finally {
      STARTING.release();
    }
  }

  /** Started, with ports that it keeps when it is started or connected again. */
  private static CloudAgentContainer steady(AgentPairContainers others, String name, Bind... binds)
      throws IOException {
    var agent =
        lone(others, name)
            .withHostPorts(HostAddress.LOOPBACK.freePort(), HostAddress.LOOPBACK.freePort())
            .withCreateContainerCmdModifier(command -> command.getHostConfig().withBinds(binds));
    start(agent);
    return agent;
  }

  private static AgentPair open(CloudAgentContainer inviter, AgentPairContainers others) {
    return AgentPair.open(inviter.address(), others.invitee().address());
  }

  private static Optional<Problem> lastFailure(AgentPair agents, Handshake handshake) {
    var accepted = handshake.pair().invitee().orElseThrow().id();
    return agents.invitee().connection(accepted).lastFailure();
  }

  private static Map<String, String> settings(
      CloudAgentContainer inviter, CloudAgentContainer invitee) {
    return Map.of(
        "INVITER_URL", inviter.address().url().toString(),
        "INVITER_APIKEY", inviter.address().apiKey().orElseThrow().secret(),
        "INVITEE_URL", invitee.address().url().toString(),
        "INVITEE_APIKEY", invitee.address().apiKey().orElseThrow().secret());
  }

  private static void pause(CloudAgentContainer agent) {
    // a busy process may take more than one attempt
    await()
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(InternalServerErrorException.class)
        .untilAsserted(() -> DOCKER.pauseContainerCmd(agent.getContainerId()).exec());
  }

  private static void unpause(CloudAgentContainer agent) {
    DOCKER.unpauseContainerCmd(agent.getContainerId()).exec();
  }

  private static void cut(CloudAgentContainer agent, AgentPairContainers others) {
    DOCKER
        .disconnectFromNetworkCmd()
        .withContainerId(agent.getContainerId())
        .withNetworkId(others.network().getId())
        .exec();
  }

  private static void plug(CloudAgentContainer agent, AgentPairContainers others, String name) {
    DOCKER
        .connectToNetworkCmd()
        .withContainerId(agent.getContainerId())
        .withNetworkId(others.network().getId())
        .withContainerNetwork(new ContainerNetwork().withAliases(name))
        .exec();
  }

  /** Its ports are open from the start, its process begins to listen later. */
  private static void twentySecondsLate(CreateContainerCmd command) {
    var image = DOCKER.inspectImageCmd(AgentImage.name()).exec().getConfig().getEntrypoint();
    var late = new ArrayList<>(List.of("sh", "-c", "sleep 20; exec \"$@\"", "sh"));
    late.addAll(List.of(image));
    command.withEntrypoint(late);
  }

  /** Started without a look whether it is ready. */
  private static final class Unready extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}

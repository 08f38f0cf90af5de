package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports.Binding;
import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.containers.AgentPairContainers;
import duet.fixture.AgentImage;
import duet.fixture.HostAddress;
import duet.fixture.NeedsEngine;
import duet.junit.DuetTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line and the walkthroughs on two agents in containers. */
@NeedsEngine
class ContainersIT {

  @TempDir Path directory;

  @Test
  void every_walkthrough_runs_to_its_last_line(AgentPairContainers containers) throws Exception {
    var files = WalkthroughIT.walkthroughs();
    int before = connections(containers.inviter().address());

    try (var run = run(containers, files)) {
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out().lines().filter(line -> line.matches("\\s+\\d\\d-.*: finished")))
          .hasSameSizeAs(files);
    }
    assertThat(connections(containers.inviter().address())).isGreaterThan(before + 40);
  }

  @Test
  void the_stock_tool_runs_the_first_walkthrough(AgentPairContainers containers) throws Exception {
    var first = WalkthroughIT.walkthroughs().get(0);
    int before = connections(containers.invitee().address());

    var run = StockJShell.run(first, directory, settings(containers), Runnable::run).join();

    assertThat(run.wrong()).as(run.output()).isEmpty();
    assertThat(connections(containers.invitee().address())).isGreaterThan(before);
  }

  @Test
  void connect_drives_both_and_shows_no_key(AgentPairContainers containers) throws Exception {
    var settings = settings(containers);

    try (var duet = Program.duet(directory, settings, "connect", "alice", "--json")) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      var document = new ObjectMapper().readTree(duet.out());
      assertThat(document.at("/outcome").asText()).isEqualTo("connected");
      assertThat(document.at("/didsMatch").asBoolean()).isTrue();
      assertThat(document.at("/agents/embedded").asBoolean()).isFalse();
      assertThat(duet.out() + duet.err())
          .doesNotContain(settings.get("INVITER_APIKEY"), settings.get("INVITEE_APIKEY"));
    }
  }

  @Test
  void no_other_machine_reaches_them(AgentPairContainers containers) {
    var published =
        containers.inviter().getContainerInfo().getNetworkSettings().getPorts().getBindings();

    assertThat(published).containsOnlyKeys(ExposedPort.tcp(8085), ExposedPort.tcp(8090));
    assertThat(published.values())
        .allSatisfy(
            bindings ->
                assertThat(bindings).extracting(Binding::getHostIp).containsOnly("127.0.0.1"));
  }

  @Nested
  @NeedsEngine
  @DuetTest(agents = "containers")
  class OtherPeoplesTests {

    @Test
    void are_handed_agents_in_containers(AgentPair agents) {
      assertThat(agents.connect("In containers").didsMatch()).isTrue();
      assertThat(agents.isEmbedded()).isFalse();
      assertThat(agents.inviter().invite("Look inside").invitation().endpoint())
          .hasHost("inviter")
          .hasPort(8090);
    }
  }

  @Test
  void the_contract_holds_with_a_peer_on_this_machine() throws Exception {
    int didcomm = HostAddress.LOOPBACK.freePort();
    try (var containers = new AgentPairContainers(AgentImage.name())) {
      var invitee =
          containers
              .invitee()
              .withHostPorts(HostAddress.LOOPBACK.freePort(), didcomm)
              .withDidcommUrl(HostAddress.LOOPBACK.url(didcomm));
      invitee.start();
      assertHoldsTheContract(invitee.address(), HostAddress.from(invitee));
    }
  }

  private void assertHoldsTheContract(AgentAddress agent, HostAddress host) throws Exception {
    int port = host.freePort();
    var options =
        new ArrayList<>(
            List.of(
                "check",
                agent.url().toString(),
                "--api-key",
                agent.apiKey().orElseThrow().secret(),
                "--peer-url",
                host.url(port).toString(),
                "--peer-bind",
                host.listen() + ":" + port));
    if (AgentImage.isStandIn()) {
      options.add("--strict");
    }

    try (var check = Program.duet(directory, Map.of(), options.toArray(String[]::new))) {
      assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
      assertThat(check.out()).contains("passed  an anonymous request is refused");
      assertThat(check.out()).contains("0 failed, 0 skipped");
    }
  }

  private Program run(AgentPairContainers containers, List<Path> files) throws IOException {
    var command = new ArrayList<>(List.of("run"));
    files.forEach(file -> command.add(file.toString()));
    return Program.duet(directory, settings(containers), command.toArray(String[]::new));
  }

  /** As people set them. */
  private static Map<String, String> settings(AgentPairContainers containers) {
    var settings = new HashMap<String, String>();
    for (var agent : List.of(containers.inviter().address(), containers.invitee().address())) {
      var key = agent.apiKey().orElseThrow();
      settings.put(key.variable().replace("_APIKEY", "_URL"), agent.url().toString());
      settings.put(key.variable(), key.secret());
    }
    return settings;
  }

  private static int connections(AgentAddress address) {
    try (var agent = Agent.open(address)) {
      return agent.connections().size();
    }
  }
}

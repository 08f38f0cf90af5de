package duet;

import static duet.fixture.NetworkNamespace.HOST;
import static duet.fixture.NetworkNamespace.NETWORK;
import static duet.fixture.NetworkNamespace.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.fixture.Installed;
import duet.fixture.NeedsInstalled;
import duet.fixture.NetworkNamespace;
import duet.fixture.Run;
import duet.fixture.TcpForwarder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People in a room answer invitations: agents that a network reaches, in a network of its own. */
@NeedsInstalled(Installed.NETWORK_NAMESPACES)
class RoomIT {

  private static final Duration GENEROUS = Duration.ofSeconds(90);
  private static final Pattern REST = Pattern.compile("reached +(http://127\\.0\\.0\\.1:\\d+)");
  private static final Pattern DIDCOMM =
      Pattern.compile("DIDComm at (http://[\\d.]+:\\d+/didcomm)");
  private static final String CODE = "data/bob-connection-invite.png";

  private static final String CLASSES = Path.of("target/test-classes").toAbsolutePath().toString();

  @AutoClose private final NetworkNamespace network = NetworkNamespace.open();

  @TempDir private Path directory;

  @Test
  void another_answers_at_the_address_of_the_room_where_rest_does_not_listen() throws Exception {
    try (var inviter = duet("connect", "bob", "--via", "qr", "--host", HOST)) {
      awaitInvitation(inviter);
      assertThat(inviter.out())
          .contains("which phones in the network " + NETWORK + " can reach")
          .doesNotContain("only this machine");
      int rest = found(REST, inviter).getPort();
      var didcomm = found(DIDCOMM, inviter);
      assertThat(didcomm.getHost()).isEqualTo(HOST);
      assertThat(said(network.atHost(get("127.0.0.1", rest)))).contains(" 200 ");
      assertThat(said(network.atHost(get(HOST, rest)))).contains("refused");
      assertThat(said(network.atPhone(get(HOST, rest)))).contains("refused");
      assertThat(said(network.atPhone(get(HOST, didcomm.getPort())))).contains(" 404 ");

      try (var invitee = phone("accept", CODE, "--host", PHONE)) {
        assertThat(invitee.exitCode()).as(invitee.err()).isZero();
        assertThat(invitee.out()).contains("DIDComm at http://" + PHONE);
      }
      assertThat(inviter.exitCode()).as(inviter.err()).isZero();
      assertThat(inviter.out()).contains("bob is connected");
    }
  }

  @Test
  void the_address_is_kept_for_resume_as_the_port_is() throws Exception {
    URI opened;
    try (var killed = duet("connect", "bob", "--via", "qr", "--host", HOST)) {
      awaitInvitation(killed);
      opened = found(DIDCOMM, killed);
      killed.process().destroyForcibly().waitFor(2, TimeUnit.MINUTES);
    }
    try (var resumed = duet("resume", "bob")) {
      awaitWaiting(resumed);
      assertThat(found(DIDCOMM, resumed)).isEqualTo(opened);
      try (var invitee = phone("accept", CODE, "--host", PHONE)) {
        assertThat(invitee.exitCode()).as(invitee.err()).isZero();
      }
      assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    }
  }

  @Test
  void an_invitee_that_only_its_own_machine_reaches_says_so() throws Exception {
    try (var inviter = duet("connect", "bob", "--via", "qr", "--host", HOST)) {
      awaitInvitation(inviter);
      try (var invitee = phone("accept", CODE, "--timeout", "2s")) {
        assertThat(invitee.exitCode()).as(invitee.err()).isEqualTo(5);
        assertThat(invitee.out()).contains("only this machine can answer");
        assertThat(invitee.err()).contains("likely --host " + PHONE);
      }
    }
  }

  @Test
  void behind_a_tunnel_a_stranger_answers_and_so_does_our_own_invitee() throws Exception {
    var tunnel = "http://" + HOST + ":8000";
    try (var forwarder = forwarder(HOST, "8000", "9000")) {
      assertThat(forwarder.process().isAlive()).isTrue();
      try (var inviter =
          duet("connect", "bob", "--via", "qr", "--didcomm-port", "9000", "--public-url", tunnel)) {
        awaitInvitation(inviter);
        assertThat(inviter.out()).contains(tunnel + ", a tunnel or proxy that has to lead to 127");
        try (var invitee = phone("accept", CODE, "--host", PHONE)) {
          assertThat(invitee.exitCode()).as(invitee.err()).isZero();
        }
        assertThat(inviter.exitCode()).as(inviter.err()).isZero();
      }
      try (var both = duet("connect", "ann")) {
        assertThat(both.exitCode()).as(both.err()).isZero();
        assertThat(both.out()).contains(tunnel, "ann is connected");
      }
    }
  }

  @Test
  void in_another_network_it_says_what_is_lost_and_what_to_try() throws Exception {
    try (var bob = duet("connect", "bob", "--via", "link", "--timeout", "1s", "--host", HOST)) {
      assertThat(bob.exitCode()).isEqualTo(5);
      assertThat(bob.err()).contains("Open http://" + HOST, "a firewall is between");
    }
    var move = "ip addr del 10.77.0.5/24 dev room0; ip addr add 10.88.0.5/24 dev room0";
    assertThat(said(network.atHost(List.of("sh", "-c", move)))).isEmpty();

    try (var ann = duet("connect", "ann", "--via", "link", "--timeout", "1s")) {
      assertThat(ann.exitCode()).isEqualTo(2);
      assertThat(ann.err())
          .contains(HOST + " is not an address of this machine any more")
          .contains("--host or DUET_HOST, likely 10.88.0.5");
    }
    try (var listed = duet("list")) {
      assertThat(listed.exitCode()).as(listed.err()).isZero();
    }
    try (var ann = duet("connect", "ann", "--timeout", "20s", "--host", "10.88.0.5")) {
      assertThat(ann.exitCode()).as(ann.err()).isZero();
      assertThat(found(DIDCOMM, ann).getHost()).isEqualTo("10.88.0.5");
    }
    try (var joe = duet("connect", "joe", "--host", "172.17.0.1")) {
      assertThat(joe.exitCode()).as(joe.err()).isZero();
      assertThat(joe.out())
          .contains(
              "The DID of an earlier connection has http://10.88.0.5:", "--host 10.88.0.5 opens")
          .contains(
              "172.17.0.0/16 is a network of containers or a VPN", "Likely: --host 10.88.0.5");
    }
  }

  @Test
  void the_likely_address_is_proposed_and_stands_for_all() throws Exception {
    try (var alone = duet("connect", "--via", "link", "--timeout", "1s")) {
      assertThat(alone.exitCode()).isEqualTo(5);
      assertThat(alone.out()).contains("only this machine can answer", "likely --host " + HOST);
    }
    try (var all = duet("connect", "--host", "0.0.0.0")) {
      assertThat(all.exitCode()).as(all.err()).isZero();
      assertThat(found(DIDCOMM, all).getHost()).isEqualTo(HOST);
    }
    try (var wrong = duet("connect", "--host", "10.77.0.6")) {
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.err())
          .contains("'10.77.0.6' is not an address of this machine", HOST + " at room0");
    }
  }

  @Test
  void a_mediator_says_who_reaches_it() throws Exception {
    try (var mediator = duet("mediator", "--host", "0.0.0.0")) {
      await().atMost(GENEROUS).until(() -> mediator.out().contains("Phones in the network"));
      var url = "http://" + HOST + ":8086";

      assertThat(mediator.out())
          .contains("URL         " + url)
          .contains("network " + NETWORK + " can use it: open " + url + " there");
      assertThat(said(network.atPhone(get(HOST, 8086)))).contains(" 404 ");
    }
    try (var alone = duet("mediator")) {
      await().atMost(GENEROUS).until(() -> alone.out().contains("likely --host " + HOST));
      assertThat(said(network.atPhone(get(HOST, 8086)))).contains("refused");
    }
  }

  private Program duet(String... args) throws IOException {
    var command = network.atHost(Program.command(List.of(), args));
    return Program.start(directory, Map.of(), command);
  }

  private Program phone(String... args) throws IOException {
    var command = network.atPhone(Program.command(List.of(), args));
    return Program.start(directory, Map.of(), command);
  }

  private Program forwarder(String... args) throws IOException {
    var command = new ArrayList<>(List.of(Program.tool("java"), "-cp", CLASSES));
    command.add(TcpForwarder.class.getName());
    command.addAll(List.of(args));
    return Program.start(directory, Map.of(), network.atHost(command));
  }

  private void awaitInvitation(Program inviter) {
    awaitWaiting(inviter);
    assertThat(Files.exists(directory.resolve(CODE))).isTrue();
  }

  private static void awaitWaiting(Program inviter) {
    await()
        .atMost(GENEROUS)
        .failFast(() -> assertThat(inviter.process().isAlive()).as(inviter.err()).isTrue())
        .until(() -> inviter.out().contains("waiting for an answer"));
  }

  private static URI found(Pattern pattern, Program program) {
    return URI.create(pattern.matcher(program.out()).results().findFirst().orElseThrow().group(1));
  }

  /** Asks for connections; prints the first line of the answer, or why there was none. */
  private static List<String> get(String host, int port) {
    var request = "GET /connections HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n";
    var script = "exec 3<>/dev/tcp/%s/%d && printf '%s' >&3 && head -n 1 <&3";
    return List.of("bash", "-c", script.formatted(host, port, request));
  }

  private static String said(List<String> command) {
    return Run.of(Map.of(), command).said();
  }
}

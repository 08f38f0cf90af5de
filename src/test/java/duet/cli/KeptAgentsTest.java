package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentPair;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line's own pair of agents, which later commands meet again. */
final class KeptAgentsTest {

  @TempDir private Path data;

  @Test
  void a_named_connection_is_met_again_by_list_and_show_and_a_later_connect() {
    var bob = duet("connect", "Bob", "--json").document();
    duet("connect", "Ann");

    var listed = duet("list", "--json").document();
    assertThat(listed.get("inviter")).hasSize(2);
    assertThat(listed.get("invitee")).hasSize(2);
    var thid = bob.at("/inviter/thid").asText();
    var shown = duet("show", thid, "--json").document();
    assertThat(shown.at("/inviter/state").asText()).isEqualTo("ConnectionResponseSent");
    assertThat(shown.at("/invitee/myDid")).isEqualTo(shown.at("/inviter/theirDid"));
    assertThat(shown.at("/inviter/myDid").asText()).contains("did:peer:2");
    assertThat(bob.at("/agents/data").asText()).isEqualTo(data.resolve("agents").toString());
  }

  @Test
  void what_is_kept_is_said_and_without_a_name_nothing_is() {
    assertThat(duet("connect", "Bob").out())
        .contains("Agents embedded, kept in " + data.resolve("agents"));

    var other = new Terminal().with("DUET_DATA", data.resolve("other").toString());
    assertThat(other.run("connect").out()).contains("for this command only");
    assertThat(data.resolve("other")).doesNotExist();
  }

  @Test
  void where_there_is_nothing_yet_list_and_show_say_so() {
    var nothing = "o agents: the settings name none, and there are none in " + data;
    assertThat(duet("list").out()).startsWith("N" + nothing);
    var show = new Terminal().with("DUET_DATA", data.toString()).run("show", "some-id");
    assertThat(show.exitCode()).isEqualTo(2);
    assertThat(show.err()).startsWith("duet: n" + nothing);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void a_second_command_meanwhile_is_refused() {
    try (var pair = AgentPair.embedded(data.resolve("agents"))) {
      pair.connect("meanwhile");
      refused("is in use by another agent of this process", "connect", "Bob");
      refused("is in use by another agent of this process", "list");
    }
    assertThat(duet("list", "--json").document().get("inviter")).hasSize(1);
  }

  @Test
  void a_port_that_is_taken_meanwhile_is_named_with_what_to_do() throws Exception {
    URI url;
    try (var pair = AgentPair.embedded(data.resolve("agents"))) {
      url = pair.invitee().url();
    }
    try (var other = new ServerSocket(url.getPort(), 1, InetAddress.getByName(url.getHost()))) {
      assertThat(other.isBound()).isTrue();
      var error = refused("the port is taken", "connect", "Bob");
      assertThat(error)
          .contains(String.valueOf(url.getPort()))
          .contains("stop what listens there and try again, or move the directory away");
    }
    assertThat(duet("connect", "Bob").out()).contains("Bob is connected");
  }

  @Test
  void a_damaged_file_is_named_and_left() throws Exception {
    AgentPair.embedded(data.resolve("agents")).close();
    var file = data.resolve("agents").resolve("invitee").resolve("agent.mv");
    byte[] damaged = "nonsense".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Files.write(file, damaged);

    assertThat(refused("is damaged", "list")).contains(file.toString());
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
  }

  private Terminal duet(String... args) {
    var terminal = new Terminal().with("DUET_DATA", data.toString()).run(args);
    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    return terminal;
  }

  private String refused(String why, String... args) {
    var terminal = new Terminal().with("DUET_DATA", data.toString()).run(args);
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.errLines()).last().asString().contains(why);
    return terminal.err();
  }
}

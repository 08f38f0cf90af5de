package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ListAndShowTest {

  @AutoClose private final ScriptedAgent inviter = ScriptedAgent.idle();
  @AutoClose private final ScriptedAgent invitee = ScriptedAgent.idle();

  @Test
  void list_shows_the_first_three_of_each_agent() {
    inviter.on("GET /connections", page(4));
    invitee.on("GET /connections", page(3));

    var terminal = both().run("list");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .containsSubsequence(
            "inviter  " + inviter.url(),
            "id-0",
            "id-1",
            "id-2",
            "there are more: --all shows them",
            "invitee  " + invitee.url(),
            "id-0",
            "id-2")
        .doesNotContain("id-3")
        .containsOnlyOnce("there are more");
  }

  @Test
  void list_shows_all_if_asked_to() {
    inviter.on("GET /connections", page(250));

    var terminal = both().run("list", "--all", "--json");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.document().get("inviter")).hasSize(250);
    assertThat(terminal.document().get("invitee")).isEmpty();
  }

  @Test
  void list_says_where_there_is_nothing() {
    assertThat(both().run("list").out().lines().filter(line -> line.equals("  no connections")))
        .hasSize(2);
  }

  @Test
  void list_is_content_with_one_agent_and_says_that_the_other_is_not_set() {
    var terminal = new Terminal().with("INVITEE_URL", invitee.url()).run("list");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("invitee  ", "INVITER_URL is not set");
  }

  @Test
  void show_finds_a_connection_by_its_id_or_its_thread() {
    inviter.on("GET /connections", page(List.of(Bodies.inviter("ConnectionResponseSent"))));
    invitee.on("GET /connections", page(List.of(Bodies.invitee("ConnectionResponseReceived"))));

    var one = both().run("show", Bodies.INVITEE);
    var two = both().run("show", Bodies.THREAD, "--json");

    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(one.out()).contains("invitee  ", Bodies.INVITEE).doesNotContain("inviter  ");
    assertThat(two.document().at("/inviter/connectionId").asText()).isEqualTo(Bodies.THREAD);
    assertThat(two.document().at("/invitee/connectionId").asText()).isEqualTo(Bodies.INVITEE);
  }

  @Test
  void show_says_that_nobody_knows_a_connection() {
    var terminal = both().run("show", "some-id");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.errLines().get(0)).isEqualTo("duet: No such connection or thread: some-id");
    assertThat(terminal.errLines().get(1)).startsWith("usage: duet show ");
  }

  private Terminal both() {
    return Terminal.of(inviter, invitee);
  }

  private static Reply page(int count) {
    return page(
        IntStream.range(0, count)
            .mapToObj(i -> Bodies.connection("id-" + i, "Inviter", "InvitationGenerated"))
            .toList());
  }

  private static Reply page(List<? extends JsonNode> connections) {
    return Reply.json(200, Bodies.page(connections));
  }
}

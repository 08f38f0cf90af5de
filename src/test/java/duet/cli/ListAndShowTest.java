package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ListAndShowTest {

  @AutoClose private final ScriptedAgent inviter = ScriptedAgent.idle();
  @AutoClose private final ScriptedAgent invitee = ScriptedAgent.idle();

  @Test
  void list_shows_the_newest_ten_of_each_agent_newest_first() {
    inviter.on("GET /connections", page(12));
    invitee.on("GET /connections", page(3));

    var terminal = both().run("list");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .containsSubsequence(
            "inviter  " + inviter.url(),
            "ID ",
            "STATE ",
            "CREATED UTC",
            "NAME",
            "id-11",
            "id-10",
            "id-2",
            "2 more: --all lists them",
            "invitee  " + invitee.url(),
            "id-2",
            "id-0")
        .containsOnlyOnce("id-1 ")
        .containsOnlyOnce("more:");
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
    assertThat(both().run("list").out().lines().filter(line -> line.equals("no connections")))
        .hasSize(2);
  }

  @Test
  void list_is_content_with_one_agent_and_says_that_the_other_is_not_set() {
    var terminal = new Terminal().with("INVITEE_URL", invitee.url()).run("list");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("invitee  ", "INVITER_URL is not set");
  }

  @Test
  void list_shows_one_agent_and_says_that_the_other_cannot_be_used() {
    inviter.on("GET /connections", page(1));
    invitee.close();

    var text = both().run("list");
    var json = both().run("list", "--json");

    assertThat(text.exitCode()).isEqualTo(3);
    assertThat(text.out()).contains("inviter  " + inviter.url(), "id-0");
    assertThat(text.err()).contains("invitee  not listed  " + invitee.url(), "connection refused");
    assertThat(json.exitCode()).isEqualTo(3);
    assertThat(json.document().get("outcome").asText()).isEqualTo("partial");
    assertThat(json.document().get("inviter")).hasSize(1);
    assertThat(json.document().has("invitee")).isFalse();
    assertThat(json.document().at("/notListed/invitee/message").asText()).isNotEmpty();
  }

  @Test
  void list_fails_if_no_agent_can_be_used() {
    inviter.close();
    invitee.close();

    var terminal = both().run("list", "--json");

    assertThat(terminal.exitCode()).isEqualTo(3);
    assertThat(terminal.document().get("outcome").asText()).isEqualTo("error");
  }

  @Test
  void list_fits_eighty_columns_whatever_names_are_long() {
    var one = Bodies.inviter("ConnectionRequestReceived").put("label", "long ".repeat(50));
    inviter.on("GET /connections", page(List.of(one.put("createdAt", "2021-02-03T04:05:06Z"))));

    var usual = both().run("list");
    var wide = both().with("COLUMNS", "120").run("list");

    assertThat(usual.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(usual.out()).contains("3 RequestReceived  2021-02-03   \"long lon…");
    assertThat(wide.out().lines()).anyMatch(line -> line.length() == 120);
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
  void show_names_the_mediator_of_the_other_side() {
    var mediator = ScriptedAgent.did("http://mediator.acme.org/");
    var body =
        Bodies.inviter("ConnectionResponseSent").put("theirDid", ScriptedAgent.did(mediator));
    inviter.on("GET /connections", page(List.of(body)));

    var text = both().run("show", Bodies.THREAD);
    var json = both().run("show", Bodies.THREAD, "--json").document();

    assertThat(text.out())
        .contains("  invitee     reached through the mediator at http://mediator.acme.org/\n");
    assertThat(json.at("/inviter/mediators/0/did").asText()).isEqualTo(mediator);
    assertThat(json.at("/inviter/mediators")).hasSize(1);
  }

  @Test
  void show_says_that_nobody_knows_a_connection() {
    var terminal = both().run("show", "some-id");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.errLines().get(0))
        .isEqualTo("duet: no such connection, credential, proof or thread: some-id");
    assertThat(terminal.errLines().get(1)).isEqualTo("  try   duet show --help");
  }

  private Terminal both() {
    return Terminal.of(inviter, invitee);
  }

  private static Reply page(int count) {
    return page(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    Bodies.connection("id-" + i, "Inviter", "InvitationGenerated")
                        .put("createdAt", Instant.EPOCH.plusSeconds(i).toString()))
            .toList());
  }

  private static Reply page(List<? extends JsonNode> connections) {
    return Reply.json(200, Bodies.page(connections));
  }
}

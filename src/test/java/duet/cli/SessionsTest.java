package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.AgentPair;
import duet.agent.Connection;
import duet.session.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a connection that has a name, on agents that run on. */
class SessionsTest {

  private AgentPair agents;
  private Terminal terminal;

  @BeforeEach
  void open() {
    agents = AgentPair.embedded();
    terminal =
        new Terminal()
            .with("INVITER_URL", agents.inviter().url().toString())
            .with("INVITEE_URL", agents.invitee().url().toString())
            .with("INVITER_APIKEY", "key-of-the-inviter");
  }

  @AfterEach
  void everySessionWrittenKeepsTheSchema() throws IOException {
    agents.close();
    if (Files.isDirectory(terminal.data())) {
      Schema.requireAllValid(terminal.data());
      try (var files = Files.list(terminal.data())) {
        assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("."));
      }
    }
  }

  @Test
  void a_finished_one_holds_both_sides_and_no_keys() throws Exception {
    run(0, "connect", "bob");

    var data = session("bob");
    assertThat(data.at("/state").asInt()).isEqualTo(4);
    assertThat(data.at("/inviter/pw_did")).isEqualTo(data.at("/invitee/their_pw_did"));
    assertThat(data.at("/inviter/agent_url").asText()).isEqualTo(agents.inviter().url().toString());
    assertThat(data.at("/invitation/detail/id")).isEqualTo(data.at("/thid"));
    assertThat(Files.readString(file("bob"))).doesNotContain("key-of-the");
    assertThat(run(0, "resume", "bob").out()).contains("bob  4 Accepted");
  }

  @Test
  void nobody_answering_is_unfulfilled_and_the_invitation_is_deleted() throws Exception {
    var out = run(5, "connect", "bob", "--via", "link", "--timeout", "300ms", "--json");

    assertThat(out.document().at("/standing/number").asInt()).isEqualTo(5);
    assertThat(out.document().at("/cause").asText()).isEqualTo("NOBODY_ANSWERED");
    assertThat(agents.inviter().connections()).isEmpty();
    assertThat(session("bob").at("/inviter/deleted").asBoolean()).isTrue();
    assertThat(run(5, "resume", "bob").out()).contains("bob  5 Unfulfilled", "deleted");
    assertThat(run(0, "list").out()).contains("5 Unfulfilled", "bob");
  }

  @Test
  void past_its_expiry_it_is_expired() throws Exception {
    run(5, "connect", "bob", "--via", "link", "--timeout", "1h", "--expires", "300ms");

    assertThat(session("bob").at("/state").asInt()).isEqualTo(6);
    assertThat(session("bob").at("/expires_at").asText()).isNotEmpty();
    assertThat(agents.inviter().connections()).isEmpty();
  }

  @Test
  void until_its_expiry_an_invitation_stands_and_a_late_answer_is_recognised() throws Exception {
    var given = run(5, "connect", "bob", "--via", "link", "--timeout", "300ms", "--expires", "1h");
    assertThat(given.out()).contains("bob  5 Unfulfilled", "'duet resume bob' continues to wait");
    Connection standing = agents.inviter().connections().get(0);
    assertThat(run(5, "resume", "bob", "--timeout", "300ms").out()).contains("5 Unfulfilled");

    agents.invitee().accept(standing.invitation());
    var resumed = run(0, "resume", "bob", "--json");

    assertThat(resumed.document().at("/standing/number").asInt()).isEqualTo(4);
    assertThat(session("bob").at("/late").asBoolean()).isTrue();
    assertThat(run(0, "show", "bob").out()).contains("The answer came late");
  }

  @Test
  void resume_past_the_expiry_gives_it_up_for_good() throws Exception {
    run(5, "connect", "bob", "--via", "link", "--timeout", "300ms", "--expires", "1h");
    var past =
        Files.readString(file("bob"))
            .replaceAll("(\"expires_at\" : \")[^\"]*", "$12026-01-01T00:00:00Z");
    Files.writeString(file("bob"), past);

    assertThat(run(5, "resume", "bob").out()).contains("6 Expired", "was deleted");

    assertThat(agents.inviter().connections()).isEmpty();
    assertThat(session("bob").at("/state").asInt()).isEqualTo(6);
  }

  @Test
  void one_under_way_is_replaced_only_if_that_is_said() throws Exception {
    run(0, "connect", "bob");
    var first = session("bob").at("/thid").asText();
    run(0, "connect", "bob");
    assertThat(session("bob").at("/thid").asText()).isNotEqualTo(first);
    underWay("bob");

    var refused = run(2, "connect", "bob");

    assertThat(refused.err()).contains("bob is under way (OfferSent)", "--replace");
    assertThat(session("bob").at("/state").asInt()).isEqualTo(2);
    run(0, "connect", "bob", "--replace");
    assertThat(session("bob").at("/state").asInt()).isEqualTo(4);
  }

  @Test
  void delete_keeps_the_file_and_purge_removes_it() throws Exception {
    run(0, "connect", "bob");

    assertThat(run(0, "delete", "bob").out())
        .contains(
            "The inviter keeps connection ",
            "bob  7 Revoked",
            "Only the session bob was closed: both agents keep the connection");

    assertThat(session("bob").at("/state").asInt()).isEqualTo(7);
    assertThat(run(0, "resume", "bob").out()).contains("7 Revoked");
    assertThat(run(0, "delete", "bob", "--purge").out()).contains("was removed");
    assertThat(file("bob")).doesNotExist();
    assertThat(run(2, "delete", "bob").err()).contains("No such session");
  }

  @Test
  void delete_removes_an_unused_invitation_and_its_image() throws Exception {
    run(5, "connect", "bob", "--via", "qr", "--timeout", "300ms", "--expires", "1h");

    assertThat(
            run(0, "delete", "bob", "--purge", "--json").document().at("/standing/name").asText())
        .isEqualTo("Revoked");

    assertThat(agents.inviter().connections()).isEmpty();
    try (var files = Files.list(terminal.data())) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void another_wallet_is_told_and_nothing_changes() throws Exception {
    run(0, "connect", "bob");
    var before = Files.readString(file("bob"));
    try (var others = AgentPair.embedded()) {
      terminal.with("INVITER_URL", others.inviter().url().toString());
      for (String command : new String[] {"resume", "delete"}) {
        var refused = run(2, command, "bob");
        assertThat(refused.errLines()).hasSize(1);
        assertThat(refused.err())
            .contains("The session's connection is unknown at " + others.inviter().url())
            .contains("another wallet, or a deleted record");
      }
    }
    assertThat(file("bob")).hasContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resume", "delete"})
  void a_name_without_a_session_makes_no_directory(String command) {
    assertThat(run(2, command, "nobody").err()).contains("nobody", terminal.data().toString());

    assertThat(terminal.data()).doesNotExist();
  }

  @Test
  void options_are_understood_in_upper_case_and_kept_in_lower_case() throws Exception {
    run(0, "connect", "bob", "--agents", "SETTINGS", "--via", "Link", "--accept");

    assertThat(session("bob").at("/via").asText()).isEqualTo("link");
  }

  @Test
  void a_foreign_file_is_refused_and_left_by_every_command() throws Exception {
    Files.createDirectories(terminal.data());
    Files.writeString(file("bob"), "{\"version\":\"2.0\",\"data\":{}}");
    try {
      for (String command : new String[] {"connect", "resume", "delete", "show"}) {
        assertThat(run(2, command, "bob").err()).contains("is of a newer Duet (version 2.0)");
      }
      assertThat(run(0, "list").err()).contains("is of a newer Duet");
      assertThat(file("bob")).hasContent("{\"version\":\"2.0\",\"data\":{}}");
      assertThat(agents.inviter().connections()).isEmpty();
    } finally {
      Files.delete(file("bob"));
    }
  }

  @Test
  void list_and_show_have_the_names_and_the_eight_states() {
    run(0, "connect", "bob");
    agents.inviter().invite("Nobody's");

    var list = run(0, "list");
    var json = run(0, "list", "--json").document();
    var show = run(0, "show", "bob", "--json").document();

    assertThat(list.out()).containsPattern("4 Accepted .* bob\n").contains("1 Initialized");
    assertThat(json.at("/inviter/1/name").asText()).isEqualTo("bob");
    assertThat(json.at("/inviter/1/standing/name").asText()).isEqualTo("Accepted");
    assertThat(json.at("/inviter/0/standing/number").asInt()).isEqualTo(1);
    assertThat(show.at("/standing/number").asInt()).isEqualTo(4);
    assertThat(show.at("/invitee/state").asText()).isEqualTo("ConnectionResponseReceived");
    assertThat(run(0, "show", json.at("/inviter/0/connectionId").asText()).out())
        .contains("1 Initialized");
  }

  @Test
  void a_session_whose_invitee_never_answered_is_taken_up_there() throws Exception {
    run(0, "connect", "bob");
    var made = agents.inviter().invite("Killed before the accept");
    rewrite("bob", made);

    assertThat(run(0, "resume", "bob").out()).contains("bob  4 Accepted");

    assertThat(session("bob").at("/invitee/state").asText())
        .isEqualTo("ConnectionResponseReceived");
    var answered = agents.inviter().invite("Killed after the accept");
    agents.invitee().accept(answered.invitation());
    rewrite("bob", answered);
    assertThat(run(0, "resume", "bob").out()).contains("bob  4 Accepted");
  }

  /** Leaves what a process leaves that is killed while it waits. */
  private void underWay(String name) throws IOException {
    run(5, "connect", name, "--via", "link", "--timeout", "300ms", "--expires", "1h");
    var killed =
        Files.readString(file(name))
            .replaceAll("\"state\" : 5", "\"state\" : 2")
            .replace("Unfulfilled", "OfferSent");
    Files.writeString(file(name), killed);
  }

  /** Lets the session be one that was killed when it had made this invitation. */
  private void rewrite(String name, Connection made) throws IOException {
    var tree =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            new ObjectMapper().readTree(file(name).toFile());
    var data = (com.fasterxml.jackson.databind.node.ObjectNode) tree.get("data");
    data.remove("invitee");
    data.put("state", 2).put("state_name", "OfferSent").put("thid", made.thid());
    ((com.fasterxml.jackson.databind.node.ObjectNode) data.get("inviter"))
        .put("connection_id", made.id())
        .put("state", "InvitationGenerated");
    Files.writeString(file(name), tree.toString());
  }

  private Terminal run(int exitCode, String... args) {
    var run = terminal.again().run(args);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    return run;
  }

  private Path file(String name) {
    return terminal.data().resolve(name + "-connection.json");
  }

  private JsonNode session(String name) throws IOException {
    return new ObjectMapper().readTree(file(name).toFile()).get("data");
  }
}

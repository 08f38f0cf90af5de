package duet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.AgentPair;
import duet.agent.Agent;
import duet.agent.Connection;
import duet.exchange.Side;
import duet.handshake.Handshake;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFileTest {

  @TempDir private Path directory;

  @AfterEach
  void everySessionWrittenKeepsTheSchema() {
    if (Files.isDirectory(directory.resolve("valid"))) {
      Schema.requireAllValid(directory.resolve("valid"));
    }
  }

  @Test
  void a_session_is_kept_through_its_whole_life() throws Exception {
    var data = directory.resolve("valid");
    try (var agents = AgentPair.embedded();
        var file = SessionFile.open(data, "bob")) {
      Connection made = agents.inviter().invite("Connect with Bob");
      var session = begun(agents.inviter(), made);
      kept(file, session, SessionState.INITIALIZED);
      kept(file, session.expiring(Instant.now()), SessionState.INITIALIZED);
      kept(file, session.delivered(), SessionState.OFFER_SENT);
      kept(file, session.givenUp(SessionState.EXPIRED), SessionState.EXPIRED);
      kept(
          file,
          session.givenUp(SessionState.UNFULFILLED).deleted(Side.INVITER),
          SessionState.UNFULFILLED);

      var handshake = Handshake.accept(agents.inviter(), made, agents.invitee());
      var accepted = handshake.pair().invitee().orElseThrow();
      session = session.answered(SessionSide.of(agents.invitee(), true, accepted));
      session = session.seen(handshake.await());

      kept(file, session, SessionState.ACCEPTED);
      kept(file, session.revoked(), SessionState.REVOKED);
      file.write(session);
    }
    var found = SessionFile.find(data, "bob").orElseThrow();
    assertThat(found.late()).isFalse();
    assertThat(found.side(Side.INVITER).orElseThrow().did())
        .isPresent()
        .isEqualTo(found.side(Side.INVITEE).orElseThrow().theirDid());
    assertThat(SessionFile.names(data)).containsExactly("bob");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("bob-connection.json"))))
        .isEqualTo("rw-------");
    try (var left = Files.list(data)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactly("bob-connection.json");
    }
  }

  @Test
  void an_answer_after_it_was_given_up_is_late() {
    try (var agents = AgentPair.embedded()) {
      Connection made = agents.inviter().invite("Connect with Bob");
      var givenUp = begun(agents.inviter(), made).delivered().givenUp(SessionState.UNFULFILLED);
      agents.invitee().accept(made.invitation());

      var session = givenUp.seen(Handshake.ofInviter(agents.inviter(), made).await());

      assertThat(session.state()).isEqualTo(SessionState.ACCEPTED);
      assertThat(session.late()).isTrue();
      Schema.requireValid(session.json());
    }
  }

  @Test
  void only_one_has_it_at_a_time() {
    try (var one = SessionFile.open(directory, "bob")) {
      assertThat(one.read()).isEmpty();
      assertThatThrownBy(() -> SessionFile.open(directory, "bob"))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("bob is in use by another process");
      SessionFile.open(directory, "carol").close();
    }
    SessionFile.open(directory, "bob").close();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "not JSON",
        "[]",
        "{}",
        "{\"version\":\"1.0\"}",
        "{\"version\":\"1.0\",\"data\":{}}",
        "{\"version\":\"1.0\",\"data\":{}} and more",
        "{\"version\":\"2.0\",\"data\":{\"source_id\":\"bob\"}}",
        "{\"version\":\"17\",\"data\":{}}",
        "{\"version\":\"1.0\",\"data\":{\"source_id\":\"bob\",\"pw_did\":\"VsKV7grR1BUE29mG2Fm2kX\"}}"
      })
  void what_is_not_understood_is_refused_and_left_as_it_is(String content) throws Exception {
    var path = Files.writeString(SessionFile.path(directory, "bob"), content);

    try (var file = SessionFile.open(directory, "bob")) {
      assertThatThrownBy(file::read)
          .isInstanceOf(SessionException.class)
          .hasMessageContaining(path.toString())
          .hasMessageMatching(".* is (damaged|not a session|of a newer Duet).*was not changed.*");
    }
    assertThat(path).hasContent(content);
  }

  @Test
  void a_session_with_one_field_gone_is_damaged() throws Exception {
    try (var agents = AgentPair.embedded()) {
      var made = agents.inviter().invite("Connect with Bob");
      var json = begun(agents.inviter(), made).json();
      for (String field :
          List.of("state", "thid", "via", "stranger", "created_at", "url", "late")) {
        Files.writeString(
            SessionFile.path(directory, "bob"), json.replace("\"" + field + "\" :", "\"x\" :"));
        assertThatThrownBy(() -> SessionFile.find(directory, "bob"))
            .as(field)
            .isInstanceOf(SessionException.class)
            .hasMessageContaining("damaged")
            .hasMessageContaining(field);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "state, 1, 8",
        "state, 1, -1",
        "state, 1, `\"1\"`",
        "state_name, `\"Initialized\"`, 1",
        "connection_id, ``, 5",
        "url, ``, 5",
        "url, ``, null",
        "via, `\"offer\"`, 5",
        "via, `\"offer\"`, null",
        "late, false, `\"no\"`",
        "late, false, 0",
        "embedded, true, null",
        "created_at, ``, 5",
        "updated_at, ``, `\"yesterday\"`"
      })
  void a_session_with_a_field_of_another_kind_is_damaged(String field, String is, String instead)
      throws Exception {
    try (var agents = AgentPair.embedded()) {
      var json = begun(agents.inviter(), agents.inviter().invite("Connect with Bob")).json();
      var damaged =
          json.replaceFirst(
              "\"%s\" : %s".formatted(field, is.isEmpty() ? "\"[^\"]+\"" : is),
              "\"%s\" : %s".formatted(field, instead));
      assertThat(damaged).isNotEqualTo(json);
      Files.writeString(SessionFile.path(directory, "bob"), damaged);

      assertThatThrownBy(() -> SessionFile.find(directory, "bob"))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("damaged")
          .hasMessageContaining(field);
    }
  }

  @Test
  void fields_of_a_later_version_are_kept() throws Exception {
    try (var agents = AgentPair.embedded()) {
      var session = begun(agents.inviter(), agents.inviter().invite("Connect with Bob"));
      Files.writeString(
          SessionFile.path(directory, "bob"),
          session
              .json()
              .replace("\"late\"", "\"later\" : [ 1 ], \"late\"")
              .replace("\"embedded\"", "\"later\" : 1, \"embedded\"")
              .replace("\"url\"", "\"later\" : 1, \"url\""));

      var read = SessionFile.find(directory, "bob").orElseThrow();

      assertThat(read.delivered().json()).contains("\"later\" : [ 1 ]");
      assertThat(read.thid()).isEqualTo(session.thid());
    }
  }

  @Test
  void a_directory_that_is_none_is_named() throws Exception {
    var file = Files.writeString(directory.resolve("data"), "a file");

    assertThatThrownBy(() -> SessionFile.open(file, "bob"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file + " can't be used: ");
  }

  private static void kept(SessionFile file, Session session, SessionState standing) {
    file.write(session);
    Schema.requireValid(session.json());
    var read = file.read().orElseThrow();
    assertThat(read.state()).isEqualTo(standing);
    assertThat(read.json()).isEqualTo(session.json());
  }

  private static Session begun(Agent inviter, Connection made) {
    return Session.begin("bob", SessionSide.of(inviter, true, made), made, "offer", false);
  }
}

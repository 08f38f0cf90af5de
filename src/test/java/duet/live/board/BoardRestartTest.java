package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;

import duet.exchange.Side;
import duet.session.Session;
import duet.session.SessionFile;
import duet.session.SessionSide;
import duet.session.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a board knows after a restart, and from files. */
class BoardRestartTest {

  @TempDir private Path directory;

  @Test
  void the_same_rows_come_back_in_the_same_order_with_the_same_ids() throws IOException {
    List<Row> before;
    try (var watched = WatchedAgents.keptIn(directory)) {
      var row = watched.steps().invite("Alice");
      watched.steps().invite("Bob");
      watched.steps().accept(row.id());
      watched.rows(rows -> rows.get(1).standing() == Standing.COMPLETE);
      watched.steps().issue(row.id(), Map.of());
      watched.rows(rows -> complete(rows.get(1).credential()));
      watched.steps().present(row.id());
      before = watched.rows(rows -> complete(rows.get(1).proof()));
    }

    try (var watched = WatchedAgents.keptIn(directory)) {
      var after = watched.rows(rows -> rows.size() == 2 && complete(rows.get(1).proof()));

      assertThat(after).extracting(Row::id).isEqualTo(before.stream().map(Row::id).toList());
      assertThat(after).extracting(Row::title).containsExactly("Bob", "Alice");
      assertThat(after.get(1).beganAt()).isEqualTo(before.get(1).beganAt());
      assertThat(after.get(1).credential()).isEqualTo(before.get(1).credential());
      assertThat(watched.board().detail(after.get(1).id()).orElseThrow().messages()).hasSize(8);
    }
    assertThat(Files.getPosixFilePermissions(directory.resolve("board.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_damaged_file_is_told_of_and_replaced() throws IOException {
    Files.writeString(directory.resolve("board.json"), "{\"version\":\"1.0\",\"threads\":");
    try (var watched = WatchedAgents.keptIn(directory)) {
      assertThat(watched.board().remarks())
          .singleElement()
          .asString()
          .contains("board.json was ignored: it is not valid JSON");
      var row = watched.connected("Bob");
      watched.steps().issue(row.id(), Map.of());
      watched.row(one -> complete(one.credential()));
    }
    assertThat(directory.resolve("board.json")).content().contains("connection");
  }

  @Test
  void a_row_has_the_name_and_the_step_of_its_session() {
    try (var watched = WatchedAgents.keptIn(directory)) {
      var made = watched.inviter().invite("Connect with Bob");
      watched.row(Standing.OPEN);
      var side = SessionSide.of(watched.inviter(), true, made);
      try (var file = SessionFile.open(directory, "bob")) {
        file.write(Session.begin("bob", side, made, "link", true).delivered());

        var row = watched.row(one -> one.title().equals("bob"));
        assertThat(row.step()).contains(SessionState.OFFER_SENT);

        file.remove();
        watched.row(one -> one.title().equals("Connect with Bob"));
      }
    }
  }

  @Test
  void a_file_that_only_looks_like_a_session_changes_nothing() throws IOException {
    Files.writeString(directory.resolve("odd-connection.json"), "nothing of the kind");
    try (var watched = WatchedAgents.keptIn(directory)) {
      watched.inviter().invite("Bob");

      assertThat(watched.row(Standing.OPEN).states()).containsOnlyKeys(Side.INVITER);
    }
  }

  private static boolean complete(Optional<FollowUp> followUp) {
    return followUp.map(FollowUp::standing).equals(Optional.of(Standing.COMPLETE));
  }
}

package duet.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A type of record that no agent has: all that it takes is its declaration. */
final class RecordTableTest {

  private record Note(String wallet, String thid, String topic, int copies, Instant writtenAt) {
    private static final Index BY_THREAD = Index.uniqueBy("wallet", "thid");
    private static final Index BY_TOPIC = Index.by("topic");
    private static final RecordType<Note> TYPE =
        RecordType.of("notes", Note.class, BY_THREAD, BY_TOPIC);

    private Note about(String other) {
      return new Note(wallet, thid, other, copies, writtenAt);
    }
  }

  private static final Note FIRST = note("a", "1");
  private static final Note SECOND = note("b", "1");
  private static final Note THIRD = note("a", "2");

  @TempDir private Path directory;

  @Test
  void records_are_found_by_each_index_also_after_a_restart() {
    try (var database = Database.open("agent", directory, List.of(Note.TYPE))) {
      var notes = database.table(Note.TYPE);
      assertThat(List.of(FIRST, SECOND, THIRD)).allMatch(notes::add);
      notes.update(Note.BY_THREAD.key("b", "1"), note -> note.about("music"));
      check(notes);
    }
    try (var database = Database.open("agent", directory, List.of(Note.TYPE))) {
      check(database.table(Note.TYPE));
    }
  }

  @Test
  void a_file_gets_the_table_of_a_type_that_is_new() {
    try (var agent = AgentStore.open(directory)) {
      Samples.addTo(agent.connections(), Samples.WALLET);
    }
    try (var database = Database.open("agent", directory, withConnections())) {
      database.table(Note.TYPE).add(FIRST);
    }
    try (var database = Database.open("agent", directory, withConnections())) {
      assertThat(database.table(Note.TYPE).all(Note.BY_TOPIC.key("weather")))
          .containsExactly(FIRST);
      var connections = new ConnectionStore(database.table(ConnectionStore.TYPE));
      assertThat(Samples.all(connections, Samples.WALLET)).hasSize(1);
    }
    AgentStore.open(directory).close();
  }

  @Test
  void a_unique_key_is_taken_until_its_record_is_removed() {
    var notes = Database.inMemory(List.of(Note.TYPE)).table(Note.TYPE);
    var key = Note.BY_THREAD.key("a", "1");
    assertThat(notes.add(FIRST)).isTrue();
    assertThat(notes.add(FIRST.about("music"))).isFalse();
    assertThat(notes.all(Note.BY_TOPIC.key("music"))).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> notes.update(key, note -> SECOND));
    assertThat(notes.find(key)).contains(FIRST);
    assertThat(notes.remove(key)).isTrue();
    assertThat(notes.remove(key)).isFalse();
    assertThat(notes.count(Note.BY_TOPIC.key("weather"))).isZero();
    assertThat(notes.add(FIRST.about("music"))).isTrue();
  }

  @Test
  void an_entry_that_lacks_an_indexed_field_is_refused() {
    var untitled = new Note("a", "1", null, 1, Samples.NOW);
    var notes = Database.inMemory(List.of(Note.TYPE)).table(Note.TYPE);
    assertThatThrownBy(() -> notes.add(untitled))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("topic");
  }

  private static void check(RecordTable<Note> notes) {
    assertThat(notes.find(Note.BY_THREAD.key("a", "2"))).contains(THIRD);
    assertThat(notes.find(Note.BY_THREAD.key("b", "2"))).isEmpty();
    assertThat(notes.all(Note.BY_TOPIC.key("weather"))).containsExactly(FIRST, THIRD);
    assertThat(notes.page(Note.BY_TOPIC.key("weather"), 1, 5)).containsExactly(THIRD);
    assertThat(notes.all(Note.BY_TOPIC.key("music"), Note.BY_TOPIC.key("weather")))
        .containsExactly(FIRST, SECOND.about("music"), THIRD);
    assertThat(notes.count(Note.BY_TOPIC.key("music"))).isEqualTo(1);
  }

  private static List<RecordType<?>> withConnections() {
    return List.of(ConnectionStore.TYPE, Webhook.TYPE, AgentPorts.TYPE, Note.TYPE);
  }

  private static Note note(String wallet, String thid) {
    return new Note(wallet, thid, "weather", 1, Samples.NOW);
  }
}

package duet.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lock file says of an agent that other processes may use; see {@code LiveIT}, too. */
final class SharedDirectoryTest {

  private static final URI REST = URI.create("http://127.0.0.1:31114");
  private static final String HEAD = "pid %020d%ncommit %020d%n".formatted(4711, 12);

  @TempDir private Path directory;

  @Test
  void an_agent_is_found_only_while_it_is_shared() throws IOException {
    assertThat(AgentStore.shared(directory.resolve("missing"))).isEmpty();
    assertThat(AgentStore.shared(directory)).isEmpty();
    try (var store = AgentStore.open(directory)) {
      assertThat(AgentStore.shared(directory)).isEmpty();

      store.share(REST);
      Samples.addTo(store.connections(), Samples.WALLET);
      var found = AgentStore.shared(directory.resolve("."));
      assertThat(found.flatMap(LockText::rest)).contains(REST);
      assertThat(found.map(LockText::process)).contains(ProcessHandle.current().pid());
      assertThat(lockText()).contains("pid ", "commit ", "rest ", REST.toString());

      store.unshare();
      assertThat(AgentStore.shared(directory)).isEmpty();
      assertThat(lockText()).contains("pid ").doesNotContain("rest ");
    }
  }

  @Test
  void looking_leaves_the_lock_with_its_owner() {
    try (var store = AgentStore.open(directory)) {
      store.share(REST);
      for (int i = 0; i < 3; i++) {
        assertThat(AgentStore.shared(directory)).isPresent();
      }
      assertThatThrownBy(() -> AgentStore.open(directory)).hasMessageContaining("is in use by");
    }
    assertThat(AgentStore.shared(directory)).isEmpty();
    AgentStore.open(directory).close();
  }

  @Test
  void an_address_that_a_killed_process_left_is_none() throws IOException {
    AgentStore.open(directory).close();
    Files.writeString(directory.resolve("lock"), HEAD + rest(4711, REST + "\n"));

    assertThat(AgentStore.shared(directory)).isEmpty();
  }

  @Test
  void a_lock_file_that_cannot_be_read_is_not_taken_for_an_agent_that_nobody_shares()
      throws IOException {
    Files.createDirectory(directory.resolve("lock"));

    assertThatThrownBy(() -> AgentStore.shared(directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Whether another process runs the agent in " + directory);
  }

  @Test
  void what_is_in_memory_cannot_be_shared() {
    try (var store = AgentStore.inMemory()) {
      assertThatThrownBy(() -> store.share(REST))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in memory");
    }
  }

  @Test
  void a_file_without_the_line_stays_readable() {
    assertThat(LockText.parse(HEAD)).contains(new LockText(4711, 12, Optional.empty()));
    assertThat(LockText.parse(HEAD + rest(4711, REST + "\n")))
        .contains(new LockText(4711, 12, Optional.of(REST)));
    assertThat(LockText.head(Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(LockText.HEAD_BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rest",
        "rest 00000000000000004711",
        "rest 00000000000000004711 http://127.0.0.1:31114",
        "rest 00000000000000000815 http://127.0.0.1:31114\n",
        "rest 00000000000000004711 127.0.0.1:31114\n",
        "rest 00000000000000004711 file:///etc/passwd\n",
        "rest 00000000000000004711 http://127.0.0.1:311145\n",
        "\u0000\u0000\u0000\u0000 00000000000000004711 http://127.0.0.1:31114\n",
        "rust 00000000000000004711 http://127.0.0.1:31114\n",
      })
  void a_line_that_is_damaged_incomplete_or_of_another_process_is_no_address(String line) {
    assertThat(LockText.parse(HEAD + line)).contains(new LockText(4711, 12, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pid", "pid 99999999999999999999\ncommit 99999999999999999999\n"})
  void a_file_that_says_nothing_says_nothing(String text) {
    assertThat(LockText.parse(text)).isEmpty();
  }

  private String lockText() throws IOException {
    return Files.readString(directory.resolve("lock"), StandardCharsets.US_ASCII);
  }

  private static String rest(long process, String url) {
    return "rest %020d %s".formatted(process, url);
  }
}

package duet.embedded.store;

import static duet.embedded.store.Samples.WALLET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.embedded.protocol.ConnectionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that isn't as it was left is refused, and left byte for byte as it is. */
final class DamagedFileTest {

  @TempDir private Path directory;

  private Path file;
  private List<ConnectionRecord> kept;

  /** Left as a killed process leaves it: never closed, with several commits. */
  @BeforeEach
  void an_agent_is_killed() throws IOException {
    file = directory.resolve("agent.mv");
    var running = directory.resolve("running");
    try (var agent = AgentStore.open(running)) {
      var store = agent.connections();
      for (int i = 0; i < 20; i++) {
        var keys = Samples.keys();
        var record = Samples.accepted(WALLET, Samples.invitation(Samples.keys()), keys);
        store.add(record, keys);
        store.update(record.id(), r -> Samples.PROTOCOL.prepared(r, Samples.NOW).get(0));
        store.update(record.id(), r -> Samples.PROTOCOL.sent(r, Samples.NOW));
      }
      kept = Samples.all(store, WALLET);
      Files.copy(running.resolve("agent.mv"), file);
      Files.copy(running.resolve("lock"), directory.resolve("lock"));
    }
  }

  @Test
  void an_undamaged_one_is_taken() {
    assertThat(readable()).isTrue();
  }

  @Test
  void one_cut_off_is_refused_or_lost_nothing() throws IOException {
    cutOff();
  }

  @Test
  void one_zeroed_is_refused() throws IOException {
    Files.write(file, new byte[(int) Files.size(file)]);
    refused("is damaged");
  }

  @Test
  void one_cut_off_after_it_was_closed_is_refused_or_lost_nothing() throws IOException {
    AgentStore.open(directory).close();
    cutOff();
  }

  @Test
  void a_zeroed_block_is_refused_or_held_nothing() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int refusals = 0;
    for (int block = 0; block < whole.length; block += 4096) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, block, Math.min(block + 4096, whole.length), (byte) 0);
      refusals += harmless(damaged) ? 0 : 1;
    }
    assertThat(refusals).isPositive();
  }

  @Test
  void flipped_bits_are_refused_or_held_nothing() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    var random = new Random(42);
    int refusals = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      refusals += harmless(damaged) ? 0 : 1;
    }
    assertThat(refusals).isPositive();
  }

  @Test
  void one_that_is_missing_is_refused_until_its_directory_is_moved_away() throws IOException {
    Files.delete(file);
    assertThatThrownBy(() -> AgentStore.open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(file + " is missing, but commit ")
        .hasMessageContaining("move the directory away to start over");
    assertThat(file).doesNotExist();
  }

  @Test
  void something_else_is_refused() throws IOException {
    Files.write(file, "name: value\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    refused("is damaged");
    Files.delete(file);
    Files.delete(directory.resolve("lock"));
    try (var other = new MVStore.Builder().fileName(file.toString()).open()) {
      other.openMap("somebody's").put("a", "b");
    }
    refused("was written by another program than Duet");
  }

  @Test
  void one_of_a_later_version_is_refused() throws IOException {
    Files.delete(file);
    try (var later = new MVStore.Builder().fileName(file.toString()).open()) {
      later.openMap("duet").put("format", "2");
    }
    refused("was written by a later Duet, in format 2; this one knows 1");
  }

  @Test
  void one_of_a_later_mvstore_is_refused() throws IOException {
    var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(text).contains("format:3");
    byte[] later = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int block = 0; block < 2 * 4096; block += 4096) {
      int at = text.indexOf("format:3", block);
      later[at + "format:".length()] = '9';
      seal(later, block);
    }
    Files.write(file, later);
    refused("by a later MVStore");
  }

  /** Whether a file with damage is read as if it had none; otherwise it must be refused. */
  private boolean harmless(byte[] damaged) throws IOException {
    var trial = directory.resolve("trial");
    Files.createDirectories(trial);
    Files.copy(
        directory.resolve("lock"),
        trial.resolve("lock"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.write(trial.resolve("agent.mv"), damaged);
    try (var agent = AgentStore.open(trial)) {
      assertThat(Samples.all(agent.connections(), WALLET)).isEqualTo(kept);
      return true;
    } catch (StoreException e) {
      assertThat(Files.readAllBytes(trial.resolve("agent.mv"))).isEqualTo(damaged);
      return false;
    }
  }

  private void cutOff() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 4096, 8192, whole.length / 8}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused("is damaged");
      assertThatThrownBy(() -> AgentStore.open(directory))
          .hasMessageNotContaining("FileChannelImpl");
    }
    for (int length = whole.length / 4; length < whole.length; length += 5000) {
      harmless(Arrays.copyOf(whole, length));
    }
  }

  private boolean readable() {
    try (var agent = AgentStore.open(directory)) {
      return Samples.all(agent.connections(), WALLET).equals(kept);
    }
  }

  private void refused(String why) throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> AgentStore.open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageContaining("It was not changed");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  /** Puts the right checksum under a header of MVStore. */
  private static void seal(byte[] file, int block) {
    var text = new String(file, block, 4096, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(",fletcher:");
    int end = text.indexOf('\n', at);
    int checksum = org.h2.mvstore.DataUtils.getFletcher32(file, block, at);
    var sealed = ",fletcher:" + Integer.toHexString(checksum);
    while (sealed.length() < end - at) {
      sealed += " ";
    }
    byte[] bytes = sealed.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, file, block + at, bytes.length);
  }
}

package duet.embedded.store;

import static duet.embedded.store.Samples.WALLET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

  @TempDir private Path temporary;

  @Test
  void what_was_told_is_there_again_without_being_closed() throws IOException {
    var first = temporary.resolve("first");
    var copy = Files.createDirectory(temporary.resolve("copy"));
    try (var agent = AgentStore.open(first)) {
      var store = agent.connections();
      var record = Samples.addTo(store, WALLET);
      Files.copy(first.resolve("agent.mv"), copy.resolve("agent.mv"));
      Files.copy(first.resolve("lock"), copy.resolve("lock"));
      try (var again = AgentStore.open(copy)) {
        assertThat(again.connections().find(WALLET, record.id())).contains(record);
        assertThat(again.ownDids().agreementKey(record.ownDid() + "#key-1")).isPresent();
      }
    }
  }

  @Test
  void pending_records_and_webhooks_and_the_order_outlive_a_restart() {
    var hook =
        new Webhook(
            "a",
            WALLET,
            java.net.URI.create("http://127.0.0.1:1/"),
            java.util.Map.of("X-Key", "s"),
            Samples.NOW);
    var keys = Samples.keys();
    var pending = Samples.accepted(WALLET, Samples.invitation(Samples.keys()), keys);
    java.util.List<?> before;
    try (var agent = AgentStore.open(temporary)) {
      var store = agent.connections();
      Samples.addTo(store, WALLET);
      store.add(pending, keys);
      var removed = Samples.addTo(store, WALLET);
      Samples.addTo(store, WALLET);
      store.remove(removed.id());
      agent.webhooks().add(hook);
      before = Samples.all(store, WALLET);
    }
    try (var agent = AgentStore.open(temporary)) {
      var store = agent.connections();
      assertThat(Samples.all(store, WALLET)).isEqualTo(before).hasSize(3);
      assertThat(store.unfinished()).containsExactly(pending);
      assertThat(agent.webhooks().all(Webhook.BY_WALLET.key(WALLET))).containsExactly(hook);
    }
  }

  @Test
  void a_directory_is_used_by_one_agent_at_a_time() {
    try (var agent = AgentStore.open(temporary)) {
      var store = agent.connections();
      var record = Samples.addTo(store, WALLET);
      assertThatThrownBy(() -> AgentStore.open(temporary.resolve(".")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another agent of this process");
      assertThat(store.find(WALLET, record.id())).isPresent();
    }
    AgentStore.open(temporary).close();
  }

  @Test
  void only_the_owner_can_read_it() throws IOException {
    var directory = temporary.resolve("deep").resolve("down");
    try (var agent = AgentStore.open(directory)) {
      Samples.addTo(agent.connections(), WALLET);
      assertThat(permissions(directory)).isEqualTo("rwx------");
      assertThat(permissions(directory.getParent())).isEqualTo("rwx------");
      assertThat(permissions(directory.resolve("agent.mv"))).isEqualTo("rw-------");
      assertThat(permissions(directory.resolve("lock"))).isEqualTo("rw-------");
    }
    assertThat(directory).isDirectoryContaining("glob:**agent.mv");
  }

  @Test
  void a_directory_that_cannot_be_had_is_named_with_the_reason() throws IOException {
    var file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> AgentStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("not a directory");
    assertThatThrownBy(() -> AgentStore.open(file.resolve("below")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Not a directory");
    assertThatThrownBy(() -> AgentStore.open(Path.of("/proc/duet")))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void nothing_is_promised_once_it_is_closed() {
    var agent = AgentStore.open(temporary);
    var record = Samples.addTo(agent.connections(), WALLET);
    agent.close();
    assertThatThrownBy(() -> Samples.addTo(agent.connections(), WALLET))
        .isInstanceOf(RuntimeException.class);
    try (var again = AgentStore.open(temporary)) {
      assertThat(Samples.all(again.connections(), WALLET)).containsExactly(record);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

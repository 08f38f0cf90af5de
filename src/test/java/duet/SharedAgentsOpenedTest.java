package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.agent.AgentException;
import duet.embedded.store.AgentStore;
import duet.exchange.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is opened where somebody shares an agent that ends, or doesn't answer. */
class SharedAgentsOpenedTest {

  private static final AgentSelection INVITER = AgentSelection.embedded().only(Side.INVITER);

  @TempDir private Path directory;

  @Test
  void one_that_ends_between_the_look_and_the_use_is_replaced_by_an_own_one() throws Exception {
    try (var gone = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var store = AgentStore.open(directory.resolve("inviter"));
      store.share(url(gone));
      var ending = CompletableFuture.runAsync(() -> endWhenAsked(gone, store));

      try (var opened = INVITER.keptIn(directory).orShared(directory).open()) {
        assertThat(ending).succeedsWithin(Duration.ofSeconds(30));
        assertThat(opened.isEmbedded(Side.INVITER)).isTrue();
        assertThat(opened.sharedBy()).isEmpty();
        assertThat(opened.agent(Side.INVITER).connections()).isEmpty();
      }
    }
  }

  @Test
  void one_that_runs_and_does_not_answer_is_a_failure_like_that_of_any_agent() throws Exception {
    var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var url = url(nobody);
    nobody.close();
    try (var store = AgentStore.open(directory.resolve("inviter"))) {
      store.share(url);

      assertThatThrownBy(() -> INVITER.keptIn(directory).orShared(directory).open())
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("inviter could not list its connections at " + url)
          .hasMessageContaining("connection refused");
    }
  }

  @Test
  void each_side_is_looked_for_on_its_own_and_only_if_asked() {
    try (var live = INVITER.keptIn(directory).open()) {
      live.share();
      try (var both = AgentSelection.embedded().orShared(directory).open()) {
        assertThat(Set.of(Side.INVITER, Side.INVITEE)).allMatch(both::isOwn);
        assertThat(both.isEmbedded(Side.INVITER)).isFalse();
        assertThat(both.isEmbedded(Side.INVITEE)).isTrue();
        assertThat(both.agent(Side.INVITER).url()).isEqualTo(live.agent(Side.INVITER).url());
        assertThat(both.preflightResults()).hasSize(2);
      }
      try (var apart = AgentSelection.embedded().open()) {
        assertThat(apart.agent(Side.INVITER).url()).isNotEqualTo(live.agent(Side.INVITER).url());
      }
      assertThat(live.agent(Side.INVITER).connections()).isEmpty();
    }
  }

  private static void endWhenAsked(ServerSocket server, AgentStore store) {
    try {
      var asked = server.accept();
      store.close();
      server.close();
      asked.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static URI url(ServerSocket server) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }
}

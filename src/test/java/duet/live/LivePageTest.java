package duet.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.live.board.MessageTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Starting a page about two agents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageTest {

  private static final LiveOptions ANY_PORT = LiveOptions.DEFAULT.at("127.0.0.1", 0);

  private final MessageTraces traces = new MessageTraces();
  private final OpenedAgents agents = AgentSelection.embedded().traced(traces).open();

  @TempDir private Path data;

  @AfterAll
  void stop() {
    agents.close();
  }

  @Test
  void a_page_says_where_it_is() {
    try (var page = LivePage.start(agents, traces, ANY_PORT)) {
      assertThat(page.url().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(page.urlHere()).isEqualTo(page.url());
      assertThat(page.joinUrl()).isEqualTo(page.url().resolve("/join"));
      assertThat(page.leaderLink().toString()).matches(page.url() + "/\\?token=[\\w-]{43}");
      assertThat(page.loopback()).isTrue();
      assertThat(page.remarks()).isEmpty();
    }
  }

  @Test
  void behind_a_tunnel_its_links_have_the_public_url() {
    var tunnelled = ANY_PORT.reachedAt(URI.create("https://live.example"));
    try (var page = LivePage.start(agents, traces, tunnelled)) {
      assertThat(page.joinUrl()).hasToString("https://live.example/join");
      assertThat(page.leaderLink().toString()).startsWith("https://live.example/?token=");
      assertThat(page.urlHere().getHost()).isEqualTo("127.0.0.1");
      assertThat(page.loopback()).isFalse();
    }
  }

  @Test
  void a_port_that_is_taken_is_said_in_a_sentence() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(
              () ->
                  LivePage.start(
                      agents, traces, LiveOptions.DEFAULT.at("127.0.0.1", taken.getLocalPort())))
          .withMessageContaining(String.valueOf(taken.getLocalPort()))
          .withMessageContaining("the port is taken");
    }
  }

  @Test
  void a_host_that_is_not_ours_is_said_in_a_sentence() {
    for (String host : new String[] {"192.0.2.1", "nowhere.invalid"}) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> LivePage.start(agents, traces, LiveOptions.DEFAULT.at(host, 0)))
          .withMessageContaining(host)
          .withMessageContaining("not an address of this machine");
    }
  }

  @Test
  void damaged_files_are_remarked_upon() throws IOException {
    Files.writeString(data.resolve("live.json"), "{");
    Files.writeString(data.resolve("board.json"), "{");
    try (var page = LivePage.start(agents, traces, ANY_PORT.keptIn(data))) {
      assertThat(page.remarks())
          .satisfiesExactly(
              members -> assertThat(members).contains("live.json", "not valid JSON"),
              board -> assertThat(board).contains("board.json", "not valid JSON"));
    }
  }

  @Test
  void a_port_or_url_that_cannot_be_used_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ANY_PORT.at("127.0.0.1", 65_536));
    for (String url : new String[] {"ftp://live.example", "https://live.example/below", "live"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> ANY_PORT.reachedAt(URI.create(url)));
    }
  }
}

package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose DIDComm address is at another host than REST. */
final class DidCommHostTest {

  private static final String ROOM = "127.0.0.2";
  private static final URI TUNNEL = URI.create("https://tunnel.example/alice");

  @TempDir private Path directory;

  @Test
  void its_peers_answer_there_and_rest_does_not_listen_there() {
    try (var agent = EmbeddedAgent.builder().didcommHost(ROOM).start();
        var other = EmbeddedAgent.builder().didcommHost("127.0.0.3").start()) {
      assertThat(agent.url().getHost()).isEqualTo("127.0.0.1");
      assertThat(agent.didcommUrl().getHost()).isEqualTo(ROOM);
      assertThatThrownBy(() -> connect(ROOM, agent.url().getPort()))
          .isInstanceOf(ConnectException.class);
      assertThat(
              new Rest(URI.create("http://" + agent.didcommUrl().getAuthority()))
                  .get("/connections"))
          .extracting(Rest.Reply::error)
          .isEqualTo("404 error:ResourcePathNotFound");
      var rest = new Rest(agent.url());
      var answers = new Rest(other.url());
      var invited = rest.invite("Bob");
      var accepted = answers.accept(invited);
      rest.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
      answers.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
    }
  }

  @Test
  void host_port_and_url_are_kept_until_others_are_given() {
    URI first;
    try (var agent = kept().didcommHost(ROOM).start()) {
      first = agent.didcommUrl();
    }
    try (var agent = kept().start()) {
      assertThat(agent.didcommUrl()).isEqualTo(first);
    }
    try (var agent = kept().didcommHost("127.0.0.3").didcommUrl(TUNNEL).start()) {
      assertThat(agent.didcommUrl()).isEqualTo(TUNNEL);
      assertThat(agent.loopback()).isFalse();
    }
    try (var agent = kept().start()) {
      assertThat(agent.didcommUrl()).isEqualTo(TUNNEL);
      assertThat(agent.didcommHere())
          .isEqualTo(URI.create("http://127.0.0.3:" + first.getPort() + "/didcomm"));
    }
    try (var agent = kept().didcommHost(ROOM).start()) {
      assertThat(agent.didcommUrl()).isEqualTo(first);
    }
  }

  @Test
  void who_only_looks_at_what_is_kept_opens_nothing() {
    URI opened;
    try (var agent = kept().didcommHost(ROOM).start()) {
      opened = agent.didcommUrl();
    }
    try (var agent = kept().loopbackOnly().start()) {
      assertThat(agent.didcommUrl().getHost()).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> connect(ROOM, opened.getPort()))
          .isInstanceOf(ConnectException.class);
    }
    try (var agent = kept().start()) {
      assertThat(agent.didcommUrl()).isEqualTo(opened);
    }
  }

  @Test
  void a_kept_port_that_is_taken_is_told_so() throws Exception {
    URI opened;
    try (var agent = kept().didcommHost(ROOM).start()) {
      opened = agent.didcommUrl();
    }
    var host = InetAddress.getByName(ROOM);
    try (var other = new ServerSocket(opened.getPort(), 1, host)) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(() -> kept().start())
          .hasMessageContaining(ROOM)
          .hasMessageContaining("stop what listens there and try again");
    }
  }

  private EmbeddedAgent.Builder kept() {
    return EmbeddedAgent.builder().data(directory);
  }

  private static void connect(String host, int port) throws IOException {
    new Socket(host, port).close();
  }
}

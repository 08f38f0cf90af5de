package duet.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events over real sockets, also from those that send slowly, too much or to the wrong path. */
class WebhookListenerTest {

  private static final String PATH = WebhookListener.PREFIX + "secret";
  private static final int MORE_THAN_THREADS = 12;

  private final List<String> events = new CopyOnWriteArrayList<>();
  private WebhookListener listener;

  @BeforeEach
  void listen() throws IOException {
    listener = WebhookListener.join(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.receive("secret", events::add);
  }

  @AfterEach
  void leave() {
    listener.leave();
  }

  @Test
  void an_event_is_answered_and_handed_on() throws IOException {
    try (var agent = connection()) {
      assertThat(post(agent, PATH, "größer")).startsWith("HTTP/1.1 200 ");
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> events.equals(List.of("größer")));
  }

  @Test
  void those_who_send_slowly_hold_up_no_other() throws IOException {
    var slow = new ArrayList<Socket>();
    try (var agent = connection()) {
      for (int i = 0; i < MORE_THAN_THREADS; i++) {
        var socket = connection();
        slow.add(socket);
        send(socket, head(PATH, 10) + "12345");
      }

      assertThat(post(agent, PATH, "quick")).startsWith("HTTP/1.1 200 ");
      await().atMost(Duration.ofSeconds(20)).until(() -> events.equals(List.of("quick")));

      send(slow.get(0), "67890");
      await().atMost(Duration.ofSeconds(20)).until(() -> events.contains("1234567890"));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void one_that_hangs_up_in_the_middle_is_forgotten() throws IOException {
    try (var broken = connection()) {
      send(broken, head(PATH, 10) + "12345");
    }
    try (var agent = connection()) {
      assertThat(post(agent, PATH, "whole")).startsWith("HTTP/1.1 200 ");
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> events.equals(List.of("whole")));
  }

  @Test
  void too_much_is_refused_before_it_is_sent_and_also_in_pieces() throws IOException {
    try (var known = connection();
        var chunked = connection()) {
      send(known, head(PATH, (1 << 20) + 1));
      assertThat(answer(known)).startsWith("HTTP/1.1 413 ");

      send(chunked, "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 17; i++) {
        send(chunked, "10000\r\n" + "x".repeat(1 << 16) + "\r\n");
      }
      assertThat(answer(chunked)).startsWith("HTTP/1.1 413 ");
    }
    assertThat(events).isEmpty();
  }

  @Test
  void a_path_without_the_secret_is_not_found() throws IOException {
    try (var stranger = connection()) {
      assertThat(post(stranger, WebhookListener.PREFIX + "guess", "x")).startsWith("HTTP/1.1 404 ");
    }
    assertThat(events).isEmpty();
  }

  private Socket connection() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String post(Socket socket, String path, String event) throws IOException {
    send(socket, head(path, event.getBytes(UTF_8).length) + event);
    return answer(socket);
  }

  private static String head(String path, int length) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** The first line of it. */
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes("HTTP/1.1 200 ".length()), US_ASCII);
  }
}

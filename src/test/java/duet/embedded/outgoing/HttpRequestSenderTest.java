package duet.embedded.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestSenderTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  private final ServerSocket server;
  private final Server threads = new Server();
  private final RequestSender carrier = new HttpRequestSender(SHORT, SHORT, threads);

  HttpRequestSenderTest() throws Exception {
    threads.start();
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    threads.stop();
  }

  @Test
  void a_receiver_that_never_answers_is_given_up() {
    assertThat(carried(url())).isEqualTo(unreachable("No answer within 500 ms"));
  }

  @Test
  void an_answer_that_never_ends_is_given_up() {
    answer(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
        });

    assertThat(carried(url())).isEqualTo(unreachable("No answer within 500 ms"));
  }

  @Test
  void an_answer_that_breaks_off_is_told_in_plain_words() {
    answer(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nha"
                  .getBytes(StandardCharsets.US_ASCII));
          out.close();
        });

    assertThat(carried(url()))
        .isIn(unreachable("Closed before the whole answer came"), unreachable("Connection reset"));
  }

  @Test
  void what_is_no_http_is_told_in_plain_words() {
    answer(out -> out.write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII)));

    assertThat(carried(url())).isEqualTo(unreachable("What came is no HTTP answer"));
  }

  @Test
  void of_a_large_answer_the_start_is_enough() {
    answer(
        out -> {
          out.write(
              "HTTP/1.1 400 No\r\nContent-Length: 99999999\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          out.write("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        });

    var delivery = carried(url());
    assertThat(delivery.status()).isEqualTo(400);
    assertThat(delivery.answer()).hasSize(65_536);
  }

  @Test
  void nobody_there_is_a_refusal_and_no_name_is_said_as_well() throws IOException {
    var gone = url();
    server.close();

    assertThat(carried(gone)).isEqualTo(unreachable("Connection refused"));
    assertThat(carried("http://no-such-host.invalid/").answer()).contains("does not resolve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a/",
        "file:///etc/passwd",
        "http:///x",
        "mailto:a@b",
        "/x",
        "http://a:0/",
        "http://u:p@a/",
        "http://a:70000/"
      })
  void other_addresses_are_never_called(String url) {
    assertThat(HttpRequestSender.reaches(URI.create(url))).isFalse();
    assertThat(carried(url).unanswered()).isTrue();
  }

  private SendResult unreachable(String reason) {
    return SendResult.unreachable(reason + ": 127.0.0.1:" + server.getLocalPort());
  }

  private String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private SendResult carried(String url) {
    return carrier
        .carry(new OutgoingRequest(URI.create(url), "x", Map.of(), "body"))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private void answer(Written answer) {
    var thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                answer.to(socket.getOutputStream());
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // the carrier went away
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Written {
    void to(OutputStream out) throws IOException;
  }
}

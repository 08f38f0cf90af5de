package duet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.agent.AgentSecret;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsTest {

  private static final Link LINK = new Link(Optional.of(URI.create("https://duet.dev/i")));
  private static final PhoneNumber BOB = new PhoneNumber("+491701234567");

  @TempDir private Path directory;

  @Test
  void the_gateway_gets_a_form_with_basic_authentication() throws Exception {
    try (var gateway =
        Gateway.answering(Reply.text(201, "application/json", "{\"sid\":\"SM1\"}"))) {
      var delivered = sms(gateway.account()).deliver(Made.connection("Jürgen & Co"));

      var got = gateway.got().get(0);
      assertThat(got.contentType()).isEqualTo("application/x-www-form-urlencoded");
      assertThat(got.authorization()).isEqualTo("Basic " + base64("AC1:" + Gateway.TOKEN));
      assertThat(got.form()).containsOnlyKeys("To", "From", "Body");
      assertThat(got.form())
          .containsEntry("To", "+491701234567")
          .containsEntry("From", "+15005550006");
      assertThat(got.form().get("Body")).contains("(Jürgen & Co)", "https://duet.dev/i?_oob=");
      assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
      assertThat(delivered.file()).isEmpty();
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void every_refusal_is_one_sentence_without_the_token() throws Exception {
    var echo =
        "{\"message\":\"bad " + Gateway.TOKEN + " and " + base64("AC1:" + Gateway.TOKEN) + "\"}";
    var cases =
        Map.of(
            Reply.text(401, "application/json", echo), "answered HTTP 401",
            Reply.text(429, "text/plain", ""), "It had too many messages: try again later",
            Reply.text(500, "text/html", "<html>\n<b>oh</b>"), "answered HTTP 500",
            Reply.none(), "broke off");
    for (var one : cases.entrySet()) {
      try (var gateway = Gateway.answering(one.getKey())) {
        assertThatThrownBy(() -> sms(gateway.account()).deliver(Made.connection()))
            .isInstanceOf(DeliveryException.class)
            .hasMessageContaining(one.getValue())
            .hasMessageContaining("127.0.0.1")
            .hasMessageNotContaining(Gateway.TOKEN)
            .hasMessageNotContaining(base64("AC1:" + Gateway.TOKEN))
            .hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void a_gateway_that_says_when_is_quoted() throws Exception {
    Reply busy =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "30");
          exchange.sendResponseHeaders(429, -1);
        };
    try (var gateway = Gateway.answering(busy)) {
      assertThatThrownBy(() -> sms(gateway.account()).deliver(Made.connection()))
          .hasMessageContaining("try again after 30 s");
    }
  }

  @Test
  void one_that_gives_no_answer_is_given_up() throws Exception {
    var over = new CountDownLatch(1);
    Reply never =
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (var gateway = Gateway.answering(never)) {
      assertThatThrownBy(() -> gateway.account().send(BOB, "Hello", Duration.ofSeconds(1)))
          .isInstanceOf(DeliveryException.class)
          .hasMessageContaining("gave no answer within 1 s");
    } finally {
      over.countDown();
    }
  }

  @Test
  void one_that_is_not_there_is_named() {
    var nowhere =
        new SmsGateway(
            URI.create("http://127.0.0.1:9/x"),
            "AC1",
            new AgentSecret("SMS_TOKEN", "t"),
            "+15005550006");

    assertThatThrownBy(() -> sms(nowhere).deliver(Made.connection()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("can't be reached")
        .hasMessageContaining("SMS_URL");
  }

  @Test
  void without_a_gateway_it_stays_in_a_file_and_says_so() throws Exception {
    var file = directory.resolve("outbox").resolve("bob.txt");

    var delivered = new Sms(LINK, BOB, Optional.empty(), file).deliver(Made.connection());

    assertThat(delivered.remarks()).anyMatch(remark -> remark.startsWith("Nothing was sent"));
    assertThat(Files.readString(file)).contains("To: +491701234567", "https://duet.dev/i?_oob=");
    assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
  }

  private Sms sms(SmsGateway gateway) {
    return new Sms(LINK, BOB, Optional.of(gateway), directory.resolve("unused.txt"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

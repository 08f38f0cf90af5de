package duet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.agent.AgentSecret;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsTest {

  /** One that nobody may ever see. */
  private static final String TOKEN = "token-of-the-gateway";

  private static final Link LINK = new Link(Optional.of(URI.create("https://duet.dev/i")));
  private static final PhoneNumber BOB = new PhoneNumber("+491701234567");

  @TempDir private Path directory;

  @Test
  void the_gateway_gets_a_form_with_basic_authentication() throws Exception {
    try (var gateway = new StubServer(Reply.text(201, "application/json", "{\"sid\":\"SM1\"}"))) {
      var delivered = sms(account(gateway)).deliver(Made.connection("Jürgen & Co"));

      var got = gateway.received().get(0);
      assertThat(got.headers().getFirst("Content-Type"))
          .isEqualTo("application/x-www-form-urlencoded");
      assertThat(got.headers().getFirst("Authorization"))
          .isEqualTo("Basic " + base64("AC1:" + TOKEN));
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
    var echo = "{\"message\":\"bad " + TOKEN + " and " + base64("AC1:" + TOKEN) + "\"}";
    var cases =
        Map.of(
            Reply.text(401, "application/json", echo), "answered HTTP 401",
            Reply.text(429, "text/plain", ""), "Too many messages: try again later",
            Reply.text(500, "text/html", "<html>\n<b>oh</b>"), "answered HTTP 500",
            Reply.none(), "broke off");
    for (var one : cases.entrySet()) {
      try (var gateway = new StubServer(one.getKey())) {
        assertThatThrownBy(() -> sms(account(gateway)).deliver(Made.connection()))
            .isInstanceOf(DeliveryException.class)
            .hasMessageContaining(one.getValue())
            .hasMessageContaining("127.0.0.1")
            .hasMessageNotContaining(TOKEN)
            .hasMessageNotContaining(base64("AC1:" + TOKEN))
            .hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void a_gateway_that_says_when_is_quoted() throws Exception {
    try (var gateway = new StubServer(Reply.empty(429).with("Retry-After", "30"))) {
      assertThatThrownBy(() -> sms(account(gateway)).deliver(Made.connection()))
          .hasMessageContaining("try again after 30 s");
    }
  }

  @Test
  void one_that_gives_no_answer_is_given_up() throws Exception {
    try (var gateway = new StubServer(Reply.never())) {
      assertThatThrownBy(() -> account(gateway).send(BOB, "Hello", Duration.ofSeconds(1)))
          .isInstanceOf(DeliveryException.class)
          .hasMessageContaining("gave no answer within 1 s");
    }
  }

  @Test
  void one_that_is_not_there_is_named() {
    var nowhere = account(URI.create("http://127.0.0.1:9/x"));

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

  private static SmsGateway account(StubServer gateway) {
    return account(gateway.uri("/Accounts/AC1/Messages.json"));
  }

  private static SmsGateway account(URI url) {
    return new SmsGateway(url, "AC1", new AgentSecret("SMS_TOKEN", TOKEN), "+15005550006");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import duet.didcomm.Envelope;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.didcomm.PublicKeys;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import duet.fixture.WalletClient;
import duet.fixture.WalletClient.Own;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mediator that grants mediation each time, and knows the agent as little as before. */
class ForgetfulMediatorTest {

  private static final Duration OFTEN = Duration.ofMillis(10);

  private final StubServer server = new StubServer(Reply.empty(404));
  private final Own mediator = WalletClient.own(Optional.of(server.url()));
  private final AtomicInteger grants = new AtomicInteger();
  private final AtomicInteger pickups = new AtomicInteger();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void it_is_not_asked_again_in_a_hurry() {
    server.always(this::answer);
    try (var agent =
        EmbeddedAgent.builder()
            .mediator(mediator.text())
            .pickup(OFTEN, Duration.ofHours(1))
            .start()) {
      assertThat(new Rest(agent.url()).invite("Bob").status()).isEqualTo(201);

      await().during(Duration.ofMillis(300)).until(() -> pickups.get() <= 2);
      assertThat(grants).as("at the start, and once anew").hasValue(2);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var request = open(new String(body, StandardCharsets.UTF_8));
    var agent = request.from().orElseThrow();
    var answer =
        switch (request.type().substring(request.type().lastIndexOf('/') + 1)) {
          case "mediate-request" -> {
            grants.incrementAndGet();
            yield reply("mediate-grant", WalletClient.object());
          }
          case "keylist-update" -> reply("keylist-update-response", accepted(request));
          default -> {
            pickups.incrementAndGet();
            yield new ProblemReport("e.p.req.not_enroll", "", List.of(), request.id())
                .toMessage("1", mediator.text(), Optional.of(agent));
          }
        };
    Reply.text(200, Envelope.MEDIA_TYPE, mediator.authcrypt(answer, agent)).to(exchange);
  }

  private Message reply(String type, ObjectNode body) {
    return WalletClient.message(
        WalletClient.MEDIATION + type, Optional.of(mediator.text()), "did:peer:2", body);
  }

  private static ObjectNode accepted(Message request) {
    var body = WalletClient.object();
    var updated = body.putArray("updated");
    request
        .body()
        .path("updates")
        .forEach(update -> updated.add(((ObjectNode) update).put("result", "success")));
    return body;
  }

  private Message open(String envelope) {
    return Envelope.unpack(envelope, kid -> Optional.of(mediator.agreement()), PublicKeys.PEER)
        .message();
  }
}

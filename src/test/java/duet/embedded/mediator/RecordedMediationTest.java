package duet.embedded.mediator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.didcomm.Envelope;
import duet.didcomm.KeyPair;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.Reply;
import duet.didcomm.Shared;
import duet.embedded.MovableClock;
import duet.embedded.protocol.KeylistEntry;
import duet.embedded.protocol.MediatorQuotas;
import duet.embedded.store.MediatorStore;
import duet.embedded.store.PeerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a real wallet and a Cloud Agent sent to a mediator, sent to ours, which has its keys. */
class RecordedMediationTest {

  private static final String FOLDER = "wallets/recorded";
  private static final JsonNode PARTIES = Shared.json(FOLDER, "00-parties.json");

  private final PeerKeys keys =
      new PeerKeys(
          PeerDid.parse(did("mediator")),
          key("mediator", 0, Curve.X25519),
          key("mediator", 1, Curve.ED25519));
  private final MediatorStore store = MediatorStore.inMemory();
  private final MediatorEndpoint endpoint =
      new MediatorEndpoint(
          new Mediator(
              did("mediator"),
              store,
              MediatorQuotas.DEFAULT,
              Duration.ofDays(7),
              new MovableClock()),
          keys,
          trace -> {});

  @Test
  void a_whole_recorded_run_gets_the_answers_that_were_recorded() {
    for (String file : List.of("02-mediate-request", "03-delivery-request", "04-keylist-update")) {
      assertAnswered(file);
    }
    assertThat(send("06-forward").status()).isEqualTo(202);
    assertThat(send("06-forward").body()).contains("payload");
    var delivery = message("07-delivery-request");
    var inner = recorded("06-forward").at("/inner/envelope");
    assertThat(delivery.type()).isEqualTo(answered("07-delivery-request").get("type").asText());
    assertThat(delivered(delivery)).isNotNull().isEqualTo(inner);
    assertThat(message("08-messages-received").body().path("message_count").asInt()).isOne();
    assertThat(delivered(message("09-delivery-request"))).isEqualTo(delivered(delivery));
  }

  @Test
  void so_do_messages_by_others_and_of_other_kinds() {
    send("02-mediate-request");
    send("04-keylist-update");
    for (String file :
        List.of(
            "13-extra-delivery-request",
            "14-extra-mediate-request",
            "15-extra-keylist-update",
            "16-extra-live-delivery-change",
            "12-extra-forward")) {
      assertAnswered(file);
    }
  }

  @Test
  void a_wallets_own_forward_is_taken_like_an_agents() {
    send("02-mediate-request");
    assertAnswered("10-extra-keylist-update");
    store.add(new KeylistEntry(did("inviter-behind-mediator"), did("wallet-host")));

    assertThat(send("11-extra-forward").status()).isEqualTo(202);
    assertThat(message("09-delivery-request").attachments()).hasSize(1);
  }

  @Test
  void a_true_agents_forward_is_taken_but_for_its_other_mediator() {
    var forward = Shared.json(FOLDER, "agent-forward.json").get("message").toString();
    var answer =
        endpoint.receive(
            Envelope.MEDIA_TYPE, Envelope.anoncrypt(forward, keys.did().agreementKeys()));

    assertThat(read(answer).body().path("code").asText()).isEqualTo("e.p.req.not_enroll");
  }

  /** The same type and body as was recorded, for the same thread. */
  private void assertAnswered(String file) {
    var answer = message(file);
    var recorded = answered(file);
    assertThat(answer.type()).as(file).isEqualTo(recorded.get("type").asText());
    assertThat(answer.thid()).isEqualTo(text(recorded, "thid"));
    assertThat(answer.pthid()).isEqualTo(text(recorded, "pthid"));
    assertThat(answer.to())
        .isEqualTo(recorded.get("to").valueStream().map(JsonNode::asText).toList());
    var body = answer.body();
    recorded.get("body").properties().stream()
        .filter(field -> !field.getKey().equals("escalate_to"))
        .forEach(
            field -> assertThat(body.get(field.getKey())).as(file).isEqualTo(field.getValue()));
  }

  private static JsonNode delivered(Message delivery) {
    return delivery.attachments().stream()
        .findFirst()
        .map(attachment -> attachment.at("/data/base64").asText())
        .map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8))
        .map(RecordedMediationTest::tree)
        .orElse(null);
  }

  private Message message(String file) {
    return read(send(file));
  }

  private static Message read(MediatorResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    return Reply.read(answer.body(), RecordedMediationTest::secret).orElseThrow().message();
  }

  private MediatorResponse send(String file) {
    var request = recorded(file).get("request");
    return endpoint.receive(
        request.get("content-type").asText(), request.get("envelope").toString());
  }

  private static Optional<KeyPair> secret(String kid) {
    return Stream.of("wallet", "wallet-host", "stranger", "wallet-second")
        .filter(party -> kid.startsWith(did(party) + "#"))
        .map(party -> key(party, 0, Curve.X25519))
        .findFirst();
  }

  private static JsonNode answered(String file) {
    return recorded(file).at("/response/plaintext");
  }

  private static JsonNode recorded(String file) {
    return Shared.json(FOLDER, file + ".json");
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::textValue);
  }

  private static String did(String party) {
    return PARTIES.get(party).get("did").asText();
  }

  private static KeyPair key(String party, int index, Curve curve) {
    return KeyPair.fromJwk(
        curve, PARTIES.get(party).at("/keys/" + index + "/privateKeyJwk").toString());
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package duet.embedded.protocol;

import static duet.embedded.protocol.IssuanceSamples.NOW;
import static duet.embedded.protocol.IssuanceSamples.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.CredentialJwt;
import duet.didcomm.JsonObject;
import duet.didcomm.Message;
import duet.didcomm.Shared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and JWTs of true wallets and agents, read as if they arrived now; ours look alike. */
class RecordedIssuanceMessagesTest {

  private final IssuanceSamples both = new IssuanceSamples();

  @ParameterizedTest
  @ValueSource(strings = {"wallet-agent-issue-and-present", "wallet-agent-connectionless-offer"})
  void a_wallets_request_and_its_credential_pass_the_checks(String name) {
    var messages = messages(name);
    var invited = messages.stream().filter(one -> one.has("attachments")).findFirst().orElseThrow();
    var offer =
        of(messages, IssuanceMessages.OFFER)
            .map(message -> IssuanceOffer.of(Message.parse(message.toString())))
            .orElseGet(
                () -> IssuanceOffer.of(MessageInvitation.parse(invited.toString()).message()));
    assertThat(offer.claims().toString())
        .isEqualTo(
            "{\"name\":\"Alice Wonder\",\"level\":3,\"member\":true,"
                + "\"address\":{\"city\":\"Wien\",\"zip\":\"1010\"}}");

    IssuanceChecks.request(offer, jwt(messages, IssuanceMessages.REQUEST));

    var credential = jwt(messages, IssuanceMessages.CREDENTIAL);
    var subject = new Signer(CredentialJwt.parse(credential).subject(), Optional.empty());
    var holder = IssuanceProtocol.accepted(both.received(both.offered(true)), subject, NOW);
    IssuanceChecks.credential(holder, credential);
  }

  @Test
  void a_true_agents_invitation_is_read_and_ours_has_the_same_form() {
    var recorded = Shared.json("credentials", "agent/connectionless-offer-decoded.json");
    var theirs = MessageInvitation.parse(recorded.toString());
    assertThat(IssuanceOffer.of(theirs.message()).claims()).hasToString("{\"name\":\"Bob\"}");
    assertThat(theirs.expired(NOW.minusSeconds(86_400))).isFalse();
    assertThat(theirs.expired(NOW)).isTrue();

    var claims = JsonObject.create().put("name", "Bob");
    var offer = IssuanceOffer.create(claims, "https://x/schema", id(), "domain", id(), id());
    var ours =
        MessageInvitation.create(
            IssuanceMessages.toAnybody(offer, id(), id(), both.issuer),
            Optional.of("issue-vc"),
            Optional.of("a licence"),
            id(),
            NOW,
            Duration.ofSeconds(300));
    assertThat(shape(JsonObject.parse("ours", ours.invitation().json()).node()))
        .isEqualTo(shape(recorded));
  }

  @Test
  void claims_of_every_kind_survive_an_offer() {
    var claims = IssuanceSamples.claims().put("empty", "").put("half", 0.5).putNull("nothing");
    claims.putArray("list").add(1).add("two").addObject();

    var offer = IssuanceOffer.create(claims, "https://x/schema", id(), "domain", id(), id());

    assertThat(offer.claims()).isEqualTo(claims);
    offer
        .body()
        .at("/credential_preview/body/attributes")
        .forEach(claim -> assertThat(claim.path("value").asText()).isNotEmpty());
  }

  @Test
  void a_true_agents_credential_in_short_form_is_about_its_subject() {
    var recorded = Shared.json("credentials", "agent/credential-decoded.json");
    var jwt = recorded.path("jwt").asText();
    var subject = new Signer(recorded.at("/payload/sub").asText(), Optional.empty());

    IssuanceChecks.credential(
        IssuanceProtocol.accepted(both.received(both.offered(true)), subject, NOW), jwt);
  }

  private static List<ObjectNode> messages(String name) {
    var messages = new ArrayList<ObjectNode>();
    Shared.json("credentials", "recorded/" + name + ".json")
        .path("messages")
        .forEach(message -> messages.add((ObjectNode) message.path("plaintext")));
    return messages;
  }

  private static Optional<ObjectNode> of(List<ObjectNode> messages, String type) {
    return messages.stream().filter(one -> one.path("type").asText().equals(type)).findFirst();
  }

  private static String jwt(List<ObjectNode> messages, String type) {
    return JwtAttachment.read(Message.parse(of(messages, type).orElseThrow().toString()));
  }

  /** Names and kinds in order. */
  private static List<String> shape(JsonNode json) {
    var shape = new ArrayList<String>();
    json.properties()
        .forEach(
            field -> {
              shape.add(field.getKey() + " " + field.getValue().getNodeType());
              shape.addAll(shape(field.getValue()));
            });
    json.elements().forEachRemaining(element -> shape.addAll(shape(element)));
    return shape;
  }
}

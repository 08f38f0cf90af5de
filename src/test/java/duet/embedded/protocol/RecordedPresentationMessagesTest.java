package duet.embedded.protocol;

import static duet.embedded.protocol.IssuanceSamples.NOW;
import static duet.embedded.protocol.IssuanceSamples.WALLET;
import static duet.embedded.protocol.IssuanceSamples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.JsonObject;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.didcomm.Shared;
import duet.embedded.protocol.PresentationRequirements.Options;
import duet.embedded.protocol.VerificationFailure.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages of true wallets and agents, read as if they arrived now; ours look alike. */
class RecordedPresentationMessagesTest {

  private static final Instant THEN = Instant.ofEpochSecond(1_795_777_620);

  @Test
  void a_wallets_presentation_over_a_connection_passes_the_check() {
    var messages = messages("wallet-agent-issue-and-present");
    var request = PresentationRequest.of(of(messages, PresentationMessages.REQUEST));

    assertThat(failures(request, of(messages, PresentationMessages.PRESENTATION))).isEmpty();
  }

  @Test
  void a_wallets_presentation_by_invitation_passes_the_check() {
    var messages = messages("wallet-agent-connectionless-proof");
    var invited = MessageInvitation.parse(messages.get(0).toString());
    var request = PresentationRequest.of(invited.message());

    assertThat(failures(request, of(messages, PresentationMessages.PRESENTATION))).isEmpty();
  }

  @Test
  void a_wallets_presentation_of_what_nobody_issued_fails_the_check() {
    var messages = messages("wallet-agent-proof-failed");
    var request = PresentationRequest.of(of(messages, PresentationMessages.REQUEST));

    assertThat(failures(request, of(messages, PresentationMessages.PRESENTATION)))
        .contains(Rule.CREDENTIAL_SIGNATURE);
    var report = of(messages, ProblemReport.TYPE);
    assertThat(new PresentationProtocol().thread(report))
        .isEqualTo(of(messages, PresentationMessages.REQUEST).thid().orElseThrow());
  }

  @Test
  void a_wallets_own_kind_of_request_is_refused() {
    var request = of(messages("sdk-present-dif"), PresentationMessages.REQUEST);

    assertThat(catchThrowableOfType(Refusal.class, () -> PresentationRequest.of(request)))
        .hasMessageContaining("dif/presentation-exchange");
  }

  @Test
  void a_true_agents_invitation_is_read_and_ours_has_the_same_form() {
    var recorded = Shared.json("credentials", "agent/connectionless-proof-decoded.json");
    var theirs = MessageInvitation.parse(recorded.toString());
    var request = PresentationRequest.of(theirs.message());
    assertThat(request.challenge()).contains("c-1");
    assertThat(request.domain()).contains("https://verifier.example");

    var message = PresentationMessages.toAnybody(request, id(), id(), IssuanceSamples.peerDid());
    var ours =
        MessageInvitation.create(
            message,
            Optional.of("present-vp"),
            Optional.of("show it"),
            id(),
            NOW,
            Duration.ofSeconds(300));
    assertThat(shape(JsonObject.parse("ours", ours.invitation().json()).node()))
        .isEqualTo(shape(recorded));
    var record = PresentationRecord.invited(WALLET, id(), ours, NOW);
    assertThat(record.request().text()).isEqualTo(request.text());
  }

  private static List<Rule> failures(PresentationRequest request, Message presentation) {
    var options = new Options(request.challenge().orElseThrow(), request.domain().orElseThrow());
    var requirements = new PresentationRequirements(Optional.of(options), List.of(), List.of());
    var jwt = JwtAttachment.read(presentation);
    return PresentationCheck.check(jwt, requirements, VerificationRules.DEFAULT, Map.of(), THEN)
        .failures()
        .stream()
        .map(VerificationFailure::rule)
        .toList();
  }

  private static List<JsonNode> messages(String name) {
    var messages = new ArrayList<JsonNode>();
    Shared.json("credentials", "recorded/" + name + ".json")
        .path("messages")
        .forEach(message -> messages.add(message.path("plaintext")));
    return messages;
  }

  private static Message of(List<JsonNode> messages, String type) {
    return messages.stream()
        .filter(one -> one.path("type").asText().equals(type))
        .findFirst()
        .map(one -> Message.parse(one.toString()))
        .orElseThrow();
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

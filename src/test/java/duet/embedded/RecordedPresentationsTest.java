package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What two real agents were asked about presenting is asked of two of ours, in the same order: each
 * answer has the same status, the same words of error, and the same fields in the same order. What
 * the recording used and was made off the record, is made here as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedPresentationsTest {

  /** Ours says what is wrong where a real agent fails with 500. */
  private static final Map<Integer, String> DIFFERENT =
      Map.of(
          62, "400 error:RequestBodyDecodingFailure",
          64, "400 BadRequest",
          70, "400 error:Presentation:HolderBindingError",
          71, "400 error:Presentation:HolderBindingError");

  private static final Pattern ID =
      Pattern.compile("(?<![0-9a-f])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern INVITATION = Pattern.compile("\"invitation\": \"(ey[\\w=-]+)\"");
  private static final String CONNECTION = "919ea2c1-66e8-4fcb-bfbb-dd7251f6e783";

  private final EmbeddedAgent alice = EmbeddedAgent.builder().start();
  private final EmbeddedAgent bob = EmbeddedAgent.builder().start();
  private final IssuingRest issuer = new IssuingRest(new Rest(alice.url()));
  private final IssuingRest holder = new IssuingRest(new Rest(bob.url()));
  private final PresentingRest verifier = new PresentingRest(issuer.rest);
  private final PresentingRest prover = new PresentingRest(holder.rest);
  private final Map<String, String> ours = new HashMap<>();

  @BeforeAll
  void prepare() {
    ours.put(CONNECTION, IssuingRest.connect(issuer.rest, holder.rest));
    ours.put("cd5f5931-8858-4560-b7f2-71dae11284a3", issuer.rest.invite("x").text("connectionId"));
    var offer = holder.acceptInvitation(issuer.offerByInvitation(issuer.wanted(true)));
    holder.acceptOffer(offer.text("recordId"));
    holder.awaitState(offer.text("recordId"), "CredentialReceived");
    ours.put("604fa23e-039c-406e-a30a-330822f3de74", offer.text("recordId"));
  }

  @AfterAll
  void stop() {
    alice.close();
    bob.close();
  }

  static Stream<CredentialRecording> recordings() {
    return Stream.concat(
        CredentialRecording.between(59, 82).stream(), CredentialRecording.between(91, 92).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void the_answer_is_the_recorded_one(CredentialRecording recorded) {
    make(recorded);
    if (recorded.method().equals("GET")) {
      Rest.await(recorded.name()).untilAsserted(() -> compare(recorded, ask(recorded)));
    } else {
      compare(recorded, ask(recorded));
    }
  }

  private void compare(CredentialRecording recorded, Rest.Reply reply) {
    var expected = recorded.answer();
    if (DIFFERENT.containsKey(recorded.number())) {
      assertThat(reply.error()).isEqualTo(DIFFERENT.get(recorded.number()));
      return;
    }
    assertThat(reply.status()).isEqualTo(recorded.status());
    for (String field : List.of("type", "title", "detail", "role", "status", "goalCode", "goal")) {
      assertThat(settled(reply.text(field)))
          .as(field)
          .isEqualTo(settled(translated(expected.path(field).asText())));
    }
    assertThat(shape(reply.json())).isEqualTo(shape(expected));
    remember(expected, reply.json());
  }

  /** Ours may be a step further than a real agent's queue. */
  private static String settled(String text) {
    return text.replaceFirst("(operation: Presentation)(Pending|Generated|Sent)$", "$1...");
  }

  private Rest.Reply ask(CredentialRecording recorded) {
    var rest = recorded.agent().equals("A") ? verifier.rest() : prover.rest();
    return rest.send(
        recorded.method(), translated(recorded.path()), recorded.body().map(this::translated));
  }

  /** Makes what the recording uses and nobody made on the record. */
  private void make(CredentialRecording recorded) {
    if (recorded.number() == 67) {
      var thid = ours.get("75bee035-c506-4946-82e1-abb7647175cd");
      ours.put("d0fa16d7-d2f7-4610-a347-b0a9251ceba3", prover.awaitRequest(thid));
    } else if (recorded.number() == 80) {
      var requested = verifier.request(ours.get(CONNECTION));
      ours.put("9be011c8-9937-4b58-8308-ce4132b49a64", requested.text("presentationId"));
      ours.put("37d3bab6-f776-4e5c-99c8-e8cf1d93f664", prover.awaitRequest(requested.text("thid")));
    }
  }

  private void remember(JsonNode expected, JsonNode actual) {
    for (String field : List.of("presentationId", "thid")) {
      if (expected.has(field)) {
        ours.put(expected.path(field).asText(), actual.path(field).asText());
      }
    }
    var link = "/invitation/invitationUrl";
    if (!expected.at(link).isMissingNode()) {
      ours.put(
          expected.at(link).asText().split("_oob=")[1], actual.at(link).asText().split("_oob=")[1]);
    }
  }

  private String translated(String text) {
    var invitation = INVITATION.matcher(text);
    return invitation.find()
        ? text.replace(invitation.group(1), ours.get(invitation.group(1)))
        : ID.matcher(text).replaceAll(id -> ours.getOrDefault(id.group(), id.group()));
  }

  /** Names and kinds in order, those of invitations and of an array's first element too. */
  private static List<String> shape(JsonNode json) {
    var shape = new ArrayList<String>();
    json.properties()
        .forEach(
            field -> {
              shape.add(field.getKey() + " " + field.getValue().getNodeType());
              if (field.getKey().equals("invitation")) {
                shape.addAll(shape(field.getValue()));
              } else if (field.getValue().isArray()) {
                shape.add("of " + field.getValue().path(0).getNodeType());
              }
            });
    return shape;
  }
}

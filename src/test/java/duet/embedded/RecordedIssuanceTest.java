package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.PrismDid;
import duet.fixture.Reply;
import duet.fixture.StubServer;
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
 * What two real agents were asked about issuing is asked of two of ours, in the same order: each
 * answer has the same status, the same type of error, and the same fields in the same order. What
 * the recording used and was made off the record, is made here as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedIssuanceTest {

  /**
   * Ours says what is wrong where a real agent fails with 500, or (47) takes what can't succeed.
   */
  private static final Map<Integer, String> DIFFERENT =
      Map.of(
          25, "400 BadRequest",
          31, "400 error:CredentialSchema:SchemaDereferencingError",
          32, "400 BadRequest",
          34, "400 BadRequest",
          44, "400 error:RequestBodyDecodingFailure",
          45, "400 BadRequest",
          47, "400 BadRequest",
          48, "404 error:CredentialServiceError:RecordNotFound");

  private static final Pattern ID =
      Pattern.compile("(?<![0-9a-f])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern INVITATION = Pattern.compile("\"invitation\": \"(ey[\\w=-]+)\"");
  private static final Pattern SCHEMA = Pattern.compile("http://[\\d.:]+(?=/schema-registry/)");
  private static final Pattern DID = Pattern.compile("did:prism:(?!0{64})[0-9a-f]{64}(:[\\w-]+)?");
  private static final String HOLDERS = "did:prism:5b117e59";
  private static final String BY_HAND = "0fd02025-90ab-4e1d-888f-0c6f6ee53a0a";

  private final StubServer schemas = new StubServer(Reply.empty(404));
  private final EmbeddedAgent alice = EmbeddedAgent.builder().start();
  private final EmbeddedAgent bob = EmbeddedAgent.builder().start();
  private final IssuingRest issuer = new IssuingRest(new Rest(alice.url()));
  private final IssuingRest holder = new IssuingRest(new Rest(bob.url()));
  private final Map<String, String> ours = new HashMap<>();

  @BeforeAll
  void prepare() throws Exception {
    schemas.on(
        "GET /schema-registry/schemas/1994336d-8e9a-33eb-9628-ce6b89ac467b/schema",
        Reply.json(
            200,
            Rest.JSON.readTree(
                """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
                 "properties":{"name":{"type":"string"},"age":{"type":"integer"}},
                 "required":["name"]}""")));
    ours.put("1994336d-8e9a-33eb-9628-ce6b89ac467b", "1994336d-8e9a-33eb-9628-ce6b89ac467b");
    ours.put("919ea2c1-66e8-4fcb-bfbb-dd7251f6e783", IssuingRest.connect(issuer.rest, holder.rest));
    ours.put("cd5f5931-8858-4560-b7f2-71dae11284a3", issuer.rest.invite("x").text("connectionId"));
  }

  @AfterAll
  void stop() {
    alice.close();
    bob.close();
    schemas.close();
  }

  static Stream<CredentialRecording> recordings() {
    return Stream.concat(
        CredentialRecording.between(20, 57).stream(), CredentialRecording.between(86, 90).stream());
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
    for (String field : List.of("type", "title", "protocolState", "role", "kind")) {
      assertThat(reply.text(field)).as(field).isEqualTo(expected.path(field).asText());
    }
    assertThat(shape(reply.json())).isEqualTo(shape(expected));
    remember(expected, reply.json());
  }

  private Rest.Reply ask(CredentialRecording recorded) {
    var rest = recorded.agent().equals("A") ? issuer.rest : holder.rest;
    return rest.send(
        recorded.method(), translated(recorded.path()), recorded.body().map(this::translated));
  }

  /** Makes what the recording uses and nobody made on the record. */
  private void make(CredentialRecording recorded) {
    switch (recorded.number()) {
      case 44 -> holdersRecord("8bad5a11-77d5-4ccb-b846-b72d76f77191", recorded.path());
      case 50 -> {
        var made = issuer.offer(ours.get("919ea2c1-66e8-4fcb-bfbb-dd7251f6e783"), false);
        ours.put(BY_HAND, made.text("recordId"));
        ours.put("ec2aa847-25e7-4809-b1e7-0db76623dc62", made.text("thid"));
        issuer.awaitState(made.text("recordId"), "OfferSent");
      }
      case 51 -> holdersRecord("ec2aa847-25e7-4809-b1e7-0db76623dc62", recorded.path());
      case 54 -> issuer.awaitState(ours.get(BY_HAND), "RequestReceived");
      default -> {}
    }
  }

  private void holdersRecord(String thid, String path) {
    ours.put(path.split("/")[3], holder.awaitOffer(ours.get(thid)));
  }

  private void remember(JsonNode expected, JsonNode actual) {
    for (String field : List.of("recordId", "thid")) {
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
    if (invitation.find()) {
      return text.replace(invitation.group(1), ours.get(invitation.group(1)));
    }
    var ids = ID.matcher(text).replaceAll(id -> ours.getOrDefault(id.group(), id.group()));
    var local = SCHEMA.matcher(ids).replaceAll(schemas.url());
    return DID.matcher(local).replaceAll(did -> did(did.group()));
  }

  /** In the form in which the recording has it. */
  private String did(String recorded) {
    var mine = recorded.startsWith(HOLDERS) ? holder.did : issuer.did;
    return PrismDid.parse(recorded).isLongForm() ? mine : PrismDid.canonical(mine);
  }

  /** Names and kinds in order, those of invitations and of a page's first record too. */
  private static List<String> shape(JsonNode json) {
    var shape = new ArrayList<String>();
    json.properties()
        .forEach(
            field -> {
              shape.add(field.getKey() + " " + field.getValue().getNodeType());
              if (field.getKey().equals("invitation")) {
                shape.addAll(shape(field.getValue()));
              } else if (field.getValue().isArray()) {
                shape.addAll(shape(field.getValue().path(0)));
              }
            });
    return shape;
  }
}

package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers and invitations that can't be right: nothing is made of them, and the reason is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfferInputTest {

  private final MovableClock clock = new MovableClock();
  private final EmbeddedAgent agent = EmbeddedAgent.builder().clock(clock).start();
  private final EmbeddedAgent other = EmbeddedAgent.builder().clock(new MovableClock()).start();
  private final IssuingRest issuer = new IssuingRest(new Rest(agent.url()));
  private final IssuingRest holder = new IssuingRest(new Rest(other.url()));
  private final StubServer web = new StubServer(Reply.empty(404));

  @AfterAll
  void stop() {
    agent.close();
    other.close();
    web.close();
  }

  @Test
  void claims_that_break_their_schema_are_refused_with_their_paths() {
    var schema = schema("{\"properties\":{\"age\":{\"type\":\"string\"}},\"required\":[\"id\"]}");
    refused("422 error:CredentialSchema:CredentialSchemaValidationError", schema, "$.age", "'id'");
  }

  @ParameterizedTest
  @CsvSource({
    "data:text/plain;nonsense, SchemaDereferencingError",
    "'data:application/json,[]', SchemaParsing",
    "'data:application/json,nonsense', SchemaParsing",
    "'data:application/json,{\"$ref\":\"http://127.0.0.1/x\"}', SchemaParsing",
    "file:///etc/passwd, SchemaDereferencingError",
    "ftp://127.0.0.1/schema, SchemaDereferencingError",
    "schema, SchemaDereferencingError",
    "http://127.0.0.1:9/schema, SchemaDereferencingError",
    "http://no-such-host.invalid/schema, SchemaDereferencingError",
    "'', SchemaDereferencingError"
  })
  void a_schema_that_is_no_use_is_refused_with_the_reason(String id, String error) {
    var reply = issuer.offerByInvitation(with(id));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("type")).startsWith("error:CredentialSchema:").contains(error);
    assertThat(reply.text("detail")).hasSizeGreaterThan(20);
  }

  @Test
  void a_schema_that_is_too_large_or_elsewhere_is_refused() {
    web.on("GET /large", Reply.text(200, "application/json", "{\"a\":\"" + "x".repeat(300_000)));
    web.on("GET /moved", Reply.redirect(302, web.url() + "/schema"));
    for (String path : new String[] {"/large", "/moved", "/missing"}) {
      refused(
          "400 error:CredentialSchema:SchemaDereferencingError",
          with(web.url() + path),
          web.url() + path);
    }
    assertThat(web.requests()).doesNotContain("GET /schema");
  }

  @Test
  void an_agent_that_the_network_reaches_does_not_look_for_schemas_on_this_machine() {
    var reachable = EmbeddedAgent.builder().host("0.0.0.0").apiKey("secret").start();
    try (reachable) {
      var issuing = new IssuingRest(new Rest(reachable.url(), "secret"));
      var body = issuing.wanted(true);
      schemaId(body, web.url() + "/private");

      assertThat(issuing.offerByInvitation(body).error())
          .isEqualTo("400 error:CredentialSchema:SchemaDereferencingError");
      assertThat(web.requests()).doesNotContain("GET /private");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuingKid", "domain", "goal", "validityPeriod", "automaticIssuance"})
  void a_field_of_the_wrong_type_is_refused_with_its_name(String field) {
    var body = issuer.wanted(true);
    body.putArray(field);

    var reply = issuer.offerByInvitation(body);

    assertThat(reply.error()).isEqualTo("400 error:RequestBodyDecodingFailure");
    assertThat(reply.text("detail")).contains("'" + field + "'");
  }

  @Test
  void what_cannot_be_issued_is_not_offered() {
    refused("400 BadRequest", issuer.wanted(true).put("validityPeriod", 1e30), "seconds");
    refused("400 BadRequest", issuer.wanted(true).put("issuingKid", "nonsense"), "issue-1");
    var other = issuer.wanted(true);
    other.withObject("jwtVcPropertiesV1").withObject("credentialSchema").put("type", "x");
    refused("400 BadRequest", other, "JsonSchemaValidator2018");
    var long64K = issuer.wanted(true);
    claims(long64K).putArray("pictures").add("x".repeat(40_000));
    refused("400 BadRequest", long64K, "can't be handed over", "65536");
  }

  @Test
  void claims_that_no_holder_could_read_are_not_offered() {
    var large = issuer.wanted(true);
    claims(large).put("picture", "x".repeat(48_000));
    refused("400 BadRequest", large, "don't fit into a credential", "at most 61440");
    refused("400 BadRequest", with("data:application/json,{" + " ".repeat(60_000) + "}"), "don't");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"a\":\"\\ud800\"', a",
    "'\"a\\udc00\":1', a",
    "'\"a\":{\"b\":[1,{\"c\":\"\\ud800\"}]}', a.b[1].c",
    "'\"a\":[1e400]', a[0]",
    "'\"a\":-1E999999999', a"
  })
  void claims_that_would_change_on_their_way_are_refused(String claims, String path) {
    var body = issuer.wanted(true).put("connectionId", UUID.randomUUID().toString()).toString();

    var reply =
        issuer.rest.post(
            "/issue-credentials/credential-offers",
            body.replace("\"claims\":{", "\"claims\":{" + claims + ","));

    assertThat(reply.error()).isEqualTo("400 error:RequestBodyDecodingFailure");
    assertThat(reply.text("detail")).contains("'jwtVcPropertiesV1.claims." + path);
  }

  @Test
  void an_invitation_is_taken_once_in_time_and_with_an_offer() {
    var invited = issuer.offerByInvitation(issuer.wanted(true));
    var text = new String(Base64.getUrlDecoder().decode(Rest.invitation(invited)));
    var error = "400 error:CredentialServiceError:";

    assertThat(holder.acceptInvitation("nonsense").error())
        .isEqualTo(error + "InvitationParsingError");
    assertThat(holder.acceptInvitation(text).error()).isEqualTo(error + "InvitationParsingError");
    assertThat(holder.acceptInvitation(Rest.invitation(issuer.rest.invite("x"))).error())
        .isEqualTo(error + "MissingInvitationAttachment");
    assertThat(holder.acceptInvitation(changed(text, "offer-credential", "request")).error())
        .isEqualTo(error + "InvitationParsingError");
    assertThat(holder.acceptInvitation(changed(text, "\"options\"", "\"x\"")).error())
        .isEqualTo(error + "InvalidCredentialOffer");
    assertThat(issuer.acceptInvitation(invited).error())
        .isEqualTo(error + "InvitationAlreadyReceived");
    var later = changed(text, "\"expires_time\":\\d+", "\"expires_time\":1");
    assertThat(holder.acceptInvitation(later).error()).isEqualTo(error + "InvitationExpired");
    var never = changed(text, "\"expires_time\":\\d+", "\"expires_time\":9000000000000000000");
    assertThat(holder.acceptInvitation(never).error()).isEqualTo(error + "InvitationParsingError");
    assertThat(holder.acceptInvitation(invited).status()).isEqualTo(200);
  }

  @Test
  void a_request_after_the_expiry_ends_the_offer_on_both_sides_with_the_reason() {
    var invited = issuer.offerByInvitation(issuer.wanted(true));
    var offer = holder.acceptInvitation(invited);
    clock.advance(Duration.ofSeconds(301));

    holder.acceptOffer(offer.text("recordId"));

    var dead = issuer.awaitState(invited.text("recordId"), "InvitationExpired");
    assertThat(dead.at("/metaLastFailure/type").asText())
        .isEqualTo("error:CredentialServiceError:InvitationExpired");
    holder.awaitRetries(offer.text("recordId"), 4);
    assertThat(holder.record(offer.text("recordId")).at("/metaLastFailure/detail").asText())
        .contains("expired");
  }

  private static String changed(String json, String what, String with) {
    return Base64.getUrlEncoder().encodeToString(json.replaceFirst(what, with).getBytes());
  }

  private static ObjectNode claims(ObjectNode body) {
    return body.withObject("/jwtVcPropertiesV1/claims");
  }

  private void refused(String error, ObjectNode body, String... reasons) {
    var reply = issuer.offerByInvitation(body);
    assertThat(reply.error()).isEqualTo(error);
    assertThat(reply.text("detail")).contains(Stream.of(reasons).toList());
  }

  private ObjectNode schema(String json) {
    return with("data:application/json," + json);
  }

  private ObjectNode with(String id) {
    return schemaId(issuer.wanted(true), id);
  }

  private static ObjectNode schemaId(ObjectNode body, String id) {
    body.withObject("/jwtVcPropertiesV1/credentialSchema").put("id", id);
    return body;
  }
}

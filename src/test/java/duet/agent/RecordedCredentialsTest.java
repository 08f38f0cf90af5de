package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.fixture.RecordedCall;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a true agent answered about DIDs, credentials and proofs is understood in full. */
class RecordedCredentialsTest {

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();
  @AutoClose private Agent opened;

  @BeforeEach
  void open() {
    opened = Agent.open(AgentAddress.of("issuer", agent.url()));
  }

  @Test
  void an_offer_is_made_of_all_that_was_asked_for() throws IOException {
    var recorded = RecordedCall.of("20-offer-create").by(agent);
    var asked = recorded.requestJson();
    var properties = asked.path("jwtVcPropertiesV1");
    var offer =
        CredentialOffer.of(Map.of("name", "Alice", "age", 30))
            .withIssuingDid(properties.path("issuingDID").asText())
            .withSchema(properties.path("credentialSchema").path("id").asText())
            .byHand();

    var made = opened.credentials().offer(asked.path("connectionId").asText(), offer);

    assertThat(sent()).isEqualTo(asked);
    assertThat(made.state()).isEqualTo(CredentialState.OFFER_PENDING);
    assertThat(made.role()).isEqualTo(Role.ISSUER);
    assertThat(made.claims()).containsExactly(Map.entry("name", "Alice"), Map.entry("age", 30));
    assertThat(made.automaticIssuance()).contains(false);
    assertThat(made.jwt()).isEmpty();
    assertThat(made.others()).isEmpty();
  }

  @Test
  void an_offer_may_name_its_key_and_how_long_the_credential_is_valid() throws IOException {
    RecordedCall.of("20-offer-create").by(agent);
    var offer =
        CredentialOffer.of(Map.of("name", "Alice"))
            .withIssuingDid("did:prism:1")
            .withIssuingKey("issue-2")
            .withValidity(Duration.ofMillis(1_500));

    opened.credentials().offer("c", offer);

    var properties = sent().path("jwtVcPropertiesV1");
    assertThat(properties.path("issuingKid").asText()).isEqualTo("issue-2");
    assertThat(properties.path("validityPeriod").asDouble()).isEqualTo(1.5);
    assertThat(properties.path("credentialSchema").path("id").asText())
        .startsWith("data:application/json;base64,");
    assertThat(sent().path("automaticIssuance").asBoolean()).isTrue();
  }

  @Test
  void an_offer_needs_a_DID_claims_and_a_time_to_be_valid() {
    var offer = CredentialOffer.of(Map.of("name", "Alice"));

    assertThatThrownBy(() -> opened.credentials().offer("c", offer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withIssuingDid");
    assertThatThrownBy(() -> CredentialOffer.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name=Alice");
    assertThatThrownBy(() -> offer.withValidity(Duration.ofSeconds(-5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be more than 0");
  }

  @Test
  void both_sides_of_an_issued_credential_have_the_same_JWT() {
    var issued = record("56-record-issuer-final");
    var held = record("57-record-holder-final");

    assertThat(issued.state()).isEqualTo(CredentialState.CREDENTIAL_SENT);
    assertThat(held.state()).isEqualTo(CredentialState.CREDENTIAL_RECEIVED);
    assertThat(issued.thid()).isEqualTo(held.thid());
    assertThat(issued.jwt().orElseThrow())
        .startsWith("eyJ")
        .satisfies(jwt -> assertThat(jwt.split("\\.")).hasSize(3))
        .isEqualTo(held.jwt().orElseThrow());
    assertThat(held.subjectId().orElseThrow()).startsWith("did:prism:");
    assertThat(held.toString()).contains("a JWT of ").doesNotContain("eyJ");
  }

  @Test
  void a_holder_finds_its_record_by_the_thread() {
    var recorded = RecordedCall.of("41-records-holder-by-thid").by(agent);
    var thid = recorded.path().replaceFirst(".*thid=", "");

    assertThat(opened.credentials().ofThread(thid).orElseThrow().state())
        .isEqualTo(CredentialState.OFFER_RECEIVED);
    assertThat(agent.requests()).last().asString().endsWith("&thid=" + thid);
    assertThat(opened.credentials().ofThread("another")).isEmpty();
  }

  @Test
  void an_offer_is_accepted_with_a_subject_and_a_key() throws IOException {
    var recorded = RecordedCall.of("47-accept-unknown-key-id").by(agent);
    var asked = recorded.requestJson();
    var id = recorded.path().split("/")[3];

    var accepted =
        opened
            .credentials()
            .acceptOffer(
                id, asked.path("subjectId").asText(), Optional.of(asked.path("keyId").asText()));

    assertThat(sent()).isEqualTo(asked);
    assertThat(accepted.state()).isEqualTo(CredentialState.REQUEST_PENDING);
  }

  @Test
  void an_invitation_with_an_offer_is_read_and_taken_whole() throws IOException {
    RecordedCall.of("86-connectionless-offer").by(agent);
    var recorded = RecordedCall.of("87-connectionless-accept-invitation").by(agent);
    var offer = CredentialOffer.of(Map.of("name", "Bob")).withIssuingDid("did:prism:1");

    var made = opened.credentials().offerByInvitation(offer.withGoal("issue-vc", "a licence"));

    assertThat(made.state()).isEqualTo(CredentialState.INVITATION_GENERATED);
    assertThat(made.goalCode()).contains("issue-vc");
    assertThat(made.myDid()).contains(made.invitation().from());
    assertThat(made.invitation().id()).isEqualTo(made.thid());

    var accepted = opened.credentials().acceptInvitation(made.invitation());

    assertThat(accepted.thid()).isEqualTo(made.thid());
    assertThat(sent().path("invitation").asText().replaceFirst("=+$", ""))
        .isEqualTo(recorded.requestJson().path("invitation").asText().replaceFirst("=+$", ""));
  }

  @Test
  void a_credential_is_revoked_and_its_status_list_read() {
    var revoke = RecordedCall.of("83-revoke").by(agent);
    var list = RecordedCall.of("84-status-list-after-revocation").by(agent);

    opened.credentials().revoke(revoke.path().replaceFirst(".*/", ""));

    assertThat(agent.requests()).contains("PATCH " + revoke.path());
    assertThat(opened.credentials().statusList(list.path().replaceFirst(".*/", "")))
        .contains("\"encodedList\"", "\"issuanceDate\":1795777599,");
  }

  @Test
  void a_proof_request_has_options_and_lists_even_if_they_are_empty() throws IOException {
    var recorded = RecordedCall.of("59-proof-request").by(agent);
    var asked = recorded.requestJson();
    var options = asked.path("options");
    var request =
        ProofRequest.create()
            .withChallenge(options.path("challenge").asText())
            .withDomain(options.path("domain").asText());

    var made = opened.proofs().request(asked.path("connectionId").asText(), request);

    assertThat(sent()).isEqualTo(asked);
    assertThat(made.state()).isEqualTo(ProofState.REQUEST_PENDING);
    assertThat(made.role()).isEqualTo(Role.VERIFIER);
    assertThat(made.connectionId()).contains(asked.path("connectionId").asText());
    assertThat(made.request().orElseThrow()).contains("presentation_definition");
    assertThat(made.jwt()).isEmpty();
    assertThat(made.others()).isEmpty();

    opened.proofs().request("c", request.withSchemas(List.of("http://schema"), List.of()));

    assertThat(sent().path("proofs").toString())
        .isEqualTo("[{\"schemaId\":\"http://schema\",\"trustIssuers\":[]}]");
  }

  @Test
  void issuers_are_trusted_together_with_a_schema_only() {
    var request = ProofRequest.create();

    assertThatThrownBy(() -> request.withSchemas(List.of(), List.of("did:prism:1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together with a schema");
  }

  @Test
  void a_request_is_accepted_with_credentials_and_the_presentation_is_judged() throws IOException {
    var accept = RecordedCall.of("74-presentation-request-accept").by(agent);
    var judge = RecordedCall.of("78-presentation-accept").by(agent);
    var credentials = List.of(accept.requestJson().path("proofId").path(0).asText());

    var accepted = opened.proofs().accept(accept.path().replaceFirst(".*/", ""), credentials);

    assertThat(sent()).isEqualTo(accept.requestJson());
    assertThat(accepted.state()).isEqualTo(ProofState.PRESENTATION_PENDING);
    assertThat(accepted.role()).isEqualTo(Role.PROVER);

    var judged = opened.proofs().acceptPresentation(judge.path().replaceFirst(".*/", ""));

    assertThat(sent()).isEqualTo(judge.requestJson());
    assertThat(judged.state()).isEqualTo(ProofState.PRESENTATION_ACCEPTED);
    assertThat(judged.jwt().orElseThrow()).startsWith("eyJ");
  }

  @Test
  void DIDs_are_made_listed_and_published() throws IOException {
    var create = RecordedCall.of("01-did-create-ed25519").by(agent);
    var created = create.json().path("longFormDid").asText();
    var get = RecordedCall.of("12-did-get-long");
    agent.on("GET /did-registrar/dids/" + created, get.reply());
    RecordedCall.of("10-did-list").by(agent);
    var publish = RecordedCall.of("17-did-publish").by(agent);
    RecordedCall.of("18-did-get-published").by(agent);

    var made =
        opened
            .dids()
            .create(
                List.of(
                    new DidKey("auth-1", DidKey.AUTHENTICATION, DidKey.ED25519),
                    new DidKey("issue-1", DidKey.ASSERTION_METHOD, DidKey.ED25519)));

    assertThat(agent.received())
        .filteredOn(request -> request.method().equals("POST"))
        .singleElement()
        .satisfies(request -> assertThat(request.json()).isEqualTo(create.requestJson()));
    assertThat(made.longForm()).contains(created);
    assertThat(made.resolvable()).isEqualTo(created);
    assertThat(opened.dids().list()).hasSizeGreaterThan(5).contains(made);

    opened.dids().publish(publish.path().split("/")[3]);
    var published = opened.dids().find(made.did());

    assertThat(agent.requests()).contains("POST " + publish.path().replace(":", "%3A"));
    assertThat(published.published()).isTrue();
    assertThat(published.resolvable()).isEqualTo(made.did());
  }

  @Test
  void the_keys_of_a_DID_are_found_by_what_they_are_for() {
    var resolved = RecordedCall.of("15-did-resolve-long").by(agent);
    RecordedCall.of("16-did-resolve-short-unpublished").by(agent);
    var longForm = resolved.path().substring("/dids/".length());
    var shortForm = longForm.substring(0, longForm.lastIndexOf(':'));

    assertThat(opened.dids().keys(longForm))
        .containsExactly(
            new DidKey("auth-1", DidKey.AUTHENTICATION, DidKey.ED25519),
            new DidKey("issue-1", DidKey.ASSERTION_METHOD, DidKey.ED25519));
    assertThatThrownBy(() -> opened.dids().keys(shortForm))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("could not resolve DID " + shortForm);
  }

  @Test
  void a_refusal_says_what_was_attempted_and_the_agents_own_words() {
    RecordedCall.of("29-offer-claims-against-schema").by(agent);
    var offer = CredentialOffer.of(Map.of("age", "x")).withIssuingDid("did:prism:1");

    var refused =
        catchThrowableOfType(AgentException.class, () -> opened.credentials().offer("c", offer));

    assertThat(refused.reason()).isEqualTo(Cause.REJECTED);
    assertThat(refused)
        .hasMessageStartingWith("issuer could not offer a credential at ")
        .hasMessageContaining("required property 'name' not found");
  }

  @Test
  void states_and_fields_of_newer_agents_are_kept() {
    agent.on(
        "GET /issue-credentials/records/1",
        Reply.text(
            200,
            "application/json",
            """
            {"recordId":"1","thid":"2","role":"Holder","protocolState":"CredentialAdmired",
             "credential":"not base64url!","mood":"good"}"""));

    var record = opened.credentials().record("1");

    assertThat(record.state()).isEqualTo(CredentialState.UNKNOWN);
    assertThat(record.reportedState()).isEqualTo("CredentialAdmired");
    assertThat(record.jwt()).contains("not base64url!");
    assertThat(record.others()).containsOnlyKeys("mood");
    assertThat(record.toString()).contains("state       CredentialAdmired", "mood        good");
  }

  private CredentialExchange record(String name) {
    var recorded = RecordedCall.of(name).by(agent);
    return opened.credentials().record(recorded.path().replaceFirst(".*/", ""));
  }

  private JsonNode sent() throws IOException {
    var last =
        agent.received().stream()
            .filter(request -> !request.target().equals("/events/webhooks"))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    return new ObjectMapper().readTree(last.body());
  }
}

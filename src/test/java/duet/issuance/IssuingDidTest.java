package duet.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.Agent;
import duet.agent.Cause;
import duet.agent.CredentialOffer;
import duet.agent.DidKey;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.fixture.RecordedCall;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With which DID an agent issues, of what a true agent answers about its DIDs. */
class IssuingDidTest {

  private static final String DIDS = "/did-registrar/dids";
  private static final CredentialOffer OFFER = CredentialOffer.of(Map.of("name", "Alice"));
  private static final ObjectMapper JSON = new ObjectMapper();

  @AutoClose private final ScriptedAgent scripted = ScriptedAgent.idle();
  @AutoClose private final Agent issuer = scripted.open();

  private final Timeline timeline = new Timeline();
  private String longForm;
  private String did;

  @BeforeEach
  void readDid() {
    longForm = RecordedCall.of("12-did-get-long").json().path("longFormDid").asText();
    did = longForm.substring(0, longForm.lastIndexOf(':'));
    scripted.on("POST " + DIDS, RecordedCall.of("01-did-create-ed25519").reply());
    scripted.on("GET " + DIDS + "/" + longForm, unpublished("CREATED"));
    scripted.on("GET /dids/" + longForm, RecordedCall.of("15-did-resolve-long").reply());
    scripted.on(
        "POST " + DIDS + "/" + did + "/publications", RecordedCall.of("17-did-publish").reply());
  }

  @Test
  void a_wallet_without_a_DID_gets_one_that_is_published_and_awaited() {
    scripted.on("GET " + DIDS, list());
    scripted.on(
        "GET " + DIDS + "/" + did,
        Reply.inTurn(
            unpublished("PUBLICATION_PENDING"),
            unpublished("PUBLICATION_PENDING"),
            RecordedCall.of("18-did-get-published").reply()));

    var offer = in(OFFER, IssuanceOptions.DEFAULT);

    assertThat(offer.issuingDid()).contains(did);
    assertThat(offer.issuingKeyId()).isEmpty();
    assertThat(scripted.requests())
        .contains("POST " + DIDS, "POST " + DIDS + "/" + did.replace(":", "%3A") + "/publications");
    assertThat(timeline.remarks()).isEmpty();
  }

  @Test
  void a_DID_that_is_published_and_has_the_key_is_taken_as_it_is() {
    var published = JSON.createObjectNode().put("did", did).put("status", "PUBLISHED");
    scripted.on("GET " + DIDS, list(published));
    scripted.on("GET /dids/" + did, RecordedCall.of("15-did-resolve-long").reply());

    var offer = in(OFFER, IssuanceOptions.DEFAULT);

    assertThat(offer.issuingDid()).contains(did);
    assertThat(scripted.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void a_DID_with_keys_of_another_curve_is_not_taken() {
    scripted.on("GET " + DIDS, list(managed()));
    scripted.on("GET " + DIDS + "/" + did, RecordedCall.of("18-did-get-published").reply());

    in(OFFER, IssuanceOptions.DEFAULT);
    assertThat(scripted.requests()).doesNotContain("POST " + DIDS);

    in(OFFER, IssuanceOptions.DEFAULT.withCurve(DidKey.SECP256K1));
    assertThat(scripted.received())
        .filteredOn(request -> request.toString().equals("POST " + DIDS))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.json().at("/documentTemplate/publicKeys/1/curve").asText())
                    .isEqualTo(DidKey.SECP256K1));
  }

  @Test
  void where_there_is_no_node_it_stays_unpublished_with_a_remark() {
    scripted.on("GET " + DIDS, list(managed()));
    scripted.on(
        "POST " + DIDS + "/" + did + "/publications",
        Reply.problem(500, "error:InternalServerError", "no node"));

    var offer = in(OFFER, IssuanceOptions.DEFAULT);

    assertThat(offer.issuingDid()).contains(longForm);
    assertThat(timeline.remarks())
        .singleElement()
        .satisfies(remark -> assertThat(remark.side()).contains(Side.ISSUER))
        .satisfies(
            remark -> assertThat(remark.text()).startsWith("issuer's DID stays unpublished"));
  }

  @Test
  void an_agent_that_resolves_nothing_is_not_asked_to_publish() {
    scripted.on("GET " + DIDS, list(managed()));
    scripted.on(
        "GET /dids/" + longForm, Reply.problem(404, "error:ResourcePathNotFound", "No such path"));

    assertThat(in(OFFER, IssuanceOptions.DEFAULT).issuingDid()).contains(longForm);
    assertThat(scripted.requests()).noneMatch(request -> request.endsWith("/publications"));
    assertThat(timeline.remarks()).isEmpty();
  }

  @Test
  void a_DID_that_is_never_published_is_given_up_in_time() {
    scripted.on("GET " + DIDS, list(managed()));
    scripted.on("GET " + DIDS + "/" + did, unpublished("PUBLICATION_PENDING"));
    var options = IssuanceOptions.DEFAULT.withPublication(Duration.ofMillis(600));

    var failure = catchThrowableOfType(IssuanceException.class, () -> in(OFFER, options));

    assertThat(failure.timedOut()).isTrue();
    assertThat(failure.diagnosis().cause()).isEqualTo(Cause.DID_NOT_PUBLISHED);
    assertThat(failure).hasMessageStartingWith("Not issued within 0.6 s").hasMessageContaining(did);
  }

  @Test
  void a_DID_that_the_offer_names_is_published_too_and_its_key_kept() {
    scripted.on("GET " + DIDS + "/" + did, RecordedCall.of("18-did-get-published").reply());

    var named = OFFER.withIssuingDid(longForm).withIssuingKey("issue-1");
    var offer = in(named, IssuanceOptions.DEFAULT);

    assertThat(offer.issuingDid()).contains(did);
    assertThat(offer.issuingKeyId()).contains("issue-1");
    assertThat(in(named, IssuanceOptions.DEFAULT.withPublication(Duration.ZERO))).isEqualTo(named);
  }

  private CredentialOffer in(CredentialOffer offer, IssuanceOptions options) {
    return new IssuingDid(issuer, options, timeline).in(offer);
  }

  private ObjectNode managed() {
    return JSON.createObjectNode()
        .put("did", did)
        .put("longFormDid", longForm)
        .put("status", "CREATED");
  }

  private Reply unpublished(String status) {
    return Reply.json(200, managed().put("status", status));
  }

  private static Reply list(ObjectNode... dids) {
    var page = JSON.createObjectNode().put("kind", "ManagedDIDPage").put("self", "");
    page.put("pageOf", "").putArray("contents").addAll(java.util.List.of(dids));
    return Reply.json(200, page);
  }
}

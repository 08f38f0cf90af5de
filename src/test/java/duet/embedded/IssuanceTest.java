package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.CredentialJwt;
import duet.credential.PrismDid;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two agents, of which one issues and the other holds. */
class IssuanceTest {

  private final StubServer hook = new StubServer(Reply.empty(200));
  private EmbeddedAgent alice;
  private EmbeddedAgent bob;
  private IssuingRest issuer;
  private IssuingRest holder;

  @BeforeEach
  void start() {
    alice = EmbeddedAgent.builder().webhook(hook.uri("/a"), Map.of()).start();
    bob = EmbeddedAgent.builder().webhook(hook.uri("/b"), Map.of()).start();
    issuer = new IssuingRest(new Rest(alice.url()));
    holder = new IssuingRest(new Rest(bob.url()));
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    hook.close();
  }

  @Test
  void a_credential_is_issued_over_a_connection_by_hand() {
    var offered = issuer.offer(connect(), false);
    assertThat(offered.status()).isEqualTo(201);
    var id = holder.awaitOffer(offered.text("thid"));
    issuer.awaitState(offered.text("recordId"), "OfferSent");
    assertThat(holder.acceptOffer(id).text("protocolState")).isEqualTo("RequestPending");
    issuer.awaitState(offered.text("recordId"), "RequestReceived");
    assertThat(issuer.issue(offered.text("recordId")).text("protocolState"))
        .isEqualTo("CredentialPending");

    var issued = issuer.awaitState(offered.text("recordId"), "CredentialSent");
    var held = holder.awaitState(id, "CredentialReceived");
    assertThat(held.path("credential")).isEqualTo(issued.path("credential"));
    verify(held);
    assertThat(events("/a"))
        .containsExactly(
            "OfferPending",
            "OfferSent",
            "RequestReceived",
            "CredentialPending",
            "CredentialGenerated",
            "CredentialSent");
    assertThat(events("/b"))
        .containsExactly(
            "OfferReceived",
            "RequestPending",
            "RequestGenerated",
            "RequestSent",
            "CredentialReceived");
  }

  @Test
  void a_credential_is_issued_by_invitation_without_connection_or_question() {
    var wanted = issuer.wanted(true).put("goalCode", "issue-vc").put("goal", "a licence");
    var invited = issuer.offerByInvitation(wanted);
    assertThat(invited.text("protocolState")).isEqualTo("InvitationGenerated");

    var offer = holder.acceptInvitation(invited);
    assertThat(offer.text("protocolState")).isEqualTo("OfferReceived");
    assertThat(offer.json().path("claims")).isEqualTo(invited.json().path("claims"));
    holder.acceptOffer(offer.text("recordId"));

    verify(holder.awaitState(offer.text("recordId"), "CredentialReceived"));
    issuer.awaitState(invited.text("recordId"), "CredentialSent");
    assertThat(holder.acceptInvitation(invited).error())
        .isEqualTo("400 error:CredentialServiceError:InvitationAlreadyReceived");
  }

  @Test
  void a_revocation_is_seen_in_the_status_list_that_the_credential_names() {
    var invited = issuer.offerByInvitation(issuer.wanted(true));
    var path = "/credential-status/revoke-credential/" + invited.text("recordId");
    assertThat(issuer.rest.send("PATCH", path, Optional.empty()).error())
        .isEqualTo(
            "404 error:CredentialStatusListError:StatusListNotFoundForIssueCredentialRecord");
    var offer = holder.acceptInvitation(invited);
    holder.acceptOffer(offer.text("recordId"));
    var held = holder.awaitState(offer.text("recordId"), "CredentialReceived");

    var entry = CredentialJwt.parse(jwt(held)).status().orElseThrow();
    assertThat(entry.list().toString()).startsWith(alice.url().toString());
    assertThat(issuer.rest.send("PATCH", path, Optional.empty()).status()).isEqualTo(200);
    var theirs = "/credential-status/revoke-credential/" + offer.text("recordId");
    assertThat(holder.rest.send("PATCH", theirs, Optional.empty()).error())
        .isEqualTo("422 error:CredentialServiceError:InvalidRoleForOperation");
  }

  private String connect() {
    return IssuingRest.connect(issuer.rest, holder.rest);
  }

  /** As anybody can who has nothing but the credential. */
  private void verify(JsonNode held) {
    var credential = CredentialJwt.parse(jwt(held));
    credential.verify(PrismDid.parse(credential.issuer()));
    assertThat(credential.issuer()).isEqualTo(issuer.did);
    assertThat(credential.subject()).isEqualTo(holder.did);
    assertThat(credential.claims()).isEqualTo(held.path("claims"));
    assertThat(credential.schemaIds()).containsExactly(IssuingRest.ANY_CLAIMS);
    assertThat(held.path("subjectId").asText()).isEqualTo(holder.did);
  }

  static String jwt(JsonNode record) {
    return new String(
        Base64.getUrlDecoder().decode(record.path("credential").asText()),
        StandardCharsets.US_ASCII);
  }

  private List<String> events(String path) {
    Rest.await("the last event")
        .until(
            () ->
                states(path).stream()
                    .anyMatch(List.of("CredentialSent", "CredentialReceived")::contains));
    return states(path);
  }

  private List<String> states(String path) {
    return hook.received().stream()
        .filter(request -> request.target().equals(path))
        .map(request -> Rest.json(request.body()))
        .filter(event -> event.path("type").asText().equals("IssueCredentialRecordUpdated"))
        .map(event -> event.at("/data/protocolState").asText())
        .toList();
  }
}

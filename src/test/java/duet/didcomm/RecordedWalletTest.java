package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.EnvelopeException.Fault;
import duet.didcomm.PeerDid.Curve;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real wallet and its mediator sent each other, with the keys of both. */
class RecordedWalletTest {

  private static final String FOLDER = "wallets/recorded";

  @Test
  void the_wallets_did_leads_through_its_mediator() {
    MessageRoute route = MessageRoute.to(PeerDid.parse(did("wallet")));

    assertThat(route.mediator()).contains(did("mediator"));
    assertThat(route.address().toString())
        .isEqualTo(party("mediator").at("/services/0/uri").textValue());
  }

  @Test
  void the_host_did_has_no_service() {
    PeerDid host = PeerDid.parse(did("wallet-host"));
    KeyPair agreement = key("wallet-host", 0, Curve.X25519);
    KeyPair authentication = key("wallet-host", 1, Curve.ED25519);

    assertThat(host.services()).isEmpty();
    assertThat(PeerDid.withoutService(agreement, authentication)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"06-forward", "11-extra-forward", "12-extra-forward"})
  void a_forward_holds_the_message_for_the_wallet(String file) {
    JsonNode recorded = Shared.json(FOLDER, file + ".json");
    Unpacked layer = open(recorded.at("/request/envelope"));
    Forward forward = Forward.of(layer.message());

    assertThat(forward.next()).isEqualTo(recorded.at("/request/plaintext/body/next").textValue());
    assertThat(Envelope.recipients(forward.envelope())).containsExactly(forward.next() + "#key-1");
    assertThat(layer.authenticated()).isEqualTo(file.startsWith("11"));
  }

  @Test
  void a_true_agents_forward_is_read() throws Exception {
    JsonNode recorded = Shared.json(FOLDER, "agent-forward.json");
    Forward forward = Forward.of(Message.parse(recorded.get("message").toString()));

    assertThat(PeerDid.parse(forward.next()).key(Envelope.recipients(forward.envelope()).get(0)))
        .isPresent();
  }

  @Test
  void a_signed_problem_report_is_verified() {
    Reply reply = reply(report()).orElseThrow();

    assertThat(reply.author()).contains(did("mediator"));
    ProblemReport report = ProblemReport.of(reply.message()).orElseThrow();
    assertThat(report.code()).isEqualTo("e.p.req.not_enroll");
    assertThat(report.toString()).startsWith("e.p.req.not_enroll: The DID 'did:peer:2.Ez6LS");
    assertThat(report.toString()).hasSizeLessThanOrEqualTo(200).endsWith("is not enroled.");
  }

  @Test
  void a_signed_message_that_was_changed_is_not_believed() {
    ObjectNode otherSignature = report();
    String signature = otherSignature.at("/signatures/0/signature").textValue();
    ((ObjectNode) otherSignature.at("/signatures/0"))
        .put("signature", "A".repeat(signature.length() - 2) + "AA");
    ObjectNode otherSigner = report();
    ((ObjectNode) otherSigner.at("/signatures/0/header")).put("kid", did("inviter") + "#key-2");
    ObjectNode otherKey = report();
    ((ObjectNode) otherKey.at("/signatures/0/header")).put("kid", did("mediator") + "#key-1");
    ObjectNode noSignature = report();
    noSignature.putArray("signatures");

    refused(otherSignature, Fault.FORGED);
    refused(otherSigner, Fault.FORGED);
    refused(otherKey, Fault.UNKNOWN_SENDER);
    assertThatThrownBy(() -> reply(noSignature)).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_message_is_signed_only_for_its_own_did() {
    KeyPair authentication = key("wallet-host", 1, Curve.ED25519);
    String host = did("wallet-host");
    ProblemReport report = new ProblemReport("e.p.x", "", java.util.List.of(), "?");
    String own =
        SignedMessage.sign(
            report.toMessage("1", host, Optional.empty()), host + "#key-2", authentication);
    String others =
        SignedMessage.sign(
            report.toMessage("1", did("mediator"), Optional.empty()),
            host + "#key-2",
            authentication);

    assertThat(ProblemReport.of(SignedMessage.verify(own))).contains(report);
    assertThatThrownBy(() -> SignedMessage.verify(others))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("not from the DID that signed it");
  }

  @Test
  void an_encrypted_answer_names_its_author() {
    JsonNode recorded = Shared.json(FOLDER, "04-keylist-update.json");
    String answer = recorded.at("/response/envelope").toString();
    Reply reply =
        Reply.read(answer, kid -> Optional.of(key("wallet-host", 0, Curve.X25519))).orElseThrow();

    assertThat(reply.author()).contains(did("mediator"));
    assertThat(reply.message().type()).endsWith("/keylist-update-response");
  }

  private static void refused(JsonNode jws, Fault fault) {
    assertThatThrownBy(() -> reply(jws))
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private static Optional<Reply> reply(JsonNode body) {
    return Reply.read(body.toString(), kid -> Optional.empty());
  }

  private static ObjectNode report() {
    return (ObjectNode) Shared.json(FOLDER, "12-extra-forward.json").at("/response/envelope");
  }

  private static Unpacked open(JsonNode envelope) {
    KeyPair mediator = key("mediator", 0, Curve.X25519);
    return Envelope.unpack(envelope.toString(), kid -> Optional.of(mediator), PublicKeys.PEER);
  }

  private static String did(String name) {
    return party(name).get("did").textValue();
  }

  private static KeyPair key(String name, int index, Curve curve) {
    return KeyPair.fromJwk(curve, party(name).at("/keys/" + index + "/privateKeyJwk").toString());
  }

  private static JsonNode party(String name) {
    return Shared.json(FOLDER, "00-parties.json").get(name);
  }
}

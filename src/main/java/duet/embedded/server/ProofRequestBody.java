package duet.embedded.server;

import com.fasterxml.jackson.databind.JsonNode;
import duet.embedded.protocol.PresentationRequest;
import duet.embedded.protocol.PresentationRequest.Asked;
import duet.embedded.protocol.Refusal;
import duet.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The body of a request to ask for a presentation. */
record ProofRequestBody(
    Optional<String> connectionId,
    List<Asked> asked,
    String challenge,
    String domain,
    Optional<String> goalCode,
    Optional<String> goal) {

  /**
   * Options are required: without them a true agent fails, though the record is there afterwards.
   *
   * @throws Refusal with 400 if something is wrong or missing
   */
  static ProofRequestBody read(ApiRequest request, boolean overConnection) {
    var body = RequestObject.of(request);
    var connectionId = body.optionalUuid("connectionId");
    var asked = body.objects("proofs").stream().map(ProofRequestBody::asked).toList();
    if (overConnection && connectionId.isEmpty()) {
      // with the dollar that the name of a Scala object ends in
      throw new Refusal(
          400,
          "error:Presentation:MissingConnectionIdForPresentationRequest$",
          "Missing Connection Id For Presentation Request",
          "Presentation Request missing connectionId");
    }
    requireJwt(body);
    var options = body.object("options");
    return new ProofRequestBody(
        connectionId,
        asked,
        options.text("challenge"),
        options.text("domain"),
        body.optionalText("goalCode"),
        body.optionalText("goal"));
  }

  PresentationRequest toMessage() {
    return PresentationRequest.create(
        asked, challenge, domain, UUID.randomUUID().toString(), UUID.randomUUID().toString());
  }

  private static Asked asked(RequestObject proof) {
    var issuers = proof.get("trustIssuers").orElseThrow(() -> proof.missing("trustIssuers"));
    if (!issuers.isArray() || !issuers.valueStream().allMatch(JsonNode::isTextual)) {
      throw proof.invalid("expected array of strings", "trustIssuers");
    }
    return new Asked(
        proof.text("schemaId"), issuers.valueStream().map(JsonNode::textValue).toList());
  }

  private static void requireJwt(RequestObject body) {
    var format = body.optionalText("credentialFormat").orElse("JWT");
    if (!format.equals("JWT")) {
      throw Refusal.plain(
          400,
          "BadRequest",
          "Unsupported credentialFormat: %s (this agent verifies JWT only)"
              .formatted(SafeText.excerpt(format)));
    }
  }
}

package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Attachment;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verifier asks for: the body and the attachment of a request-presentation message
 * (present-proof 3.0) as Cloud Agents write them. Immutable.
 *
 * @param body with the credentials that are asked for as {@code proof_types}
 * @param attachment with the options that the presentation has to repeat
 */
public record PresentationRequest(ObjectNode body, ObjectNode attachment) {

  private static final String PROOF_TYPES = "proof_types";
  private static final String TRUST_ISSUERS = "trustIssuers";

  /**
   * A credential that is asked for.
   *
   * @param trustIssuers DIDs; empty for any
   */
  public record Asked(String schemaId, List<String> trustIssuers) {
    public Asked {
      trustIssuers = List.copyOf(trustIssuers);
    }
  }

  public PresentationRequest {
    body = body.deepCopy();
    attachment = attachment.deepCopy();
    new JsonObject("request.attachment", attachment).require("format", JwtAttachment.FORMAT);
    option(attachment, "challenge");
    option(attachment, "domain");
    asked(body);
    text(body, "goal_code");
    text(body, "comment");
  }

  /**
   * A new request.
   *
   * @param asked none for any credentials
   * @param attachmentId random, like the other id
   */
  public static PresentationRequest create(
      List<Asked> asked,
      String challenge,
      String domain,
      String attachmentId,
      String definitionId) {
    var body = JsonObject.create().put("goal_code", "Request Proof Presentation");
    var proofTypes = body.put("will_confirm", false).putArray(PROOF_TYPES);
    for (Asked one : asked) {
      var type = proofTypes.addObject().put("schema", one.schemaId());
      one.trustIssuers().forEach(type.putArray(TRUST_ISSUERS)::add);
    }
    var attachment = JsonObject.create().put("id", attachmentId);
    var json = attachment.putObject("data").putObject("json");
    json.putObject("options").put("challenge", challenge).put("domain", domain);
    json.putObject("presentation_definition").put("id", definitionId).putArray("input_descriptors");
    return new PresentationRequest(body, attachment.put("format", JwtAttachment.FORMAT));
  }

  /**
   * Reads the request in a message.
   *
   * @throws Refusal with 400 if it can't be read
   */
  static PresentationRequest of(Message message) {
    try {
      var attachments = message.attachments();
      if (attachments.size() != 1) {
        throw new MalformedException(
            "request", "The request has %d attachments, not one".formatted(attachments.size()));
      }
      return new PresentationRequest(
          message.body(), JsonObject.of("request.attachment", attachments.get(0)).node());
    } catch (MalformedException e) {
      throw Refusal.of(
          400,
          "Presentation:PresentationDecodingError",
          "Invalid presentation request: " + e.getMessage());
    }
  }

  @Override
  public ObjectNode body() {
    return body.deepCopy();
  }

  @Override
  public ObjectNode attachment() {
    return attachment.deepCopy();
  }

  /** What is attached, as {@code requestData} shows it. */
  public String text() {
    return Attachment.of(attachment).content();
  }

  /** What the presentation has to have as its nonce; empty if it must have none. */
  public Optional<String> challenge() {
    return option(attachment, "challenge");
  }

  /** What the presentation has to have as its audience. */
  public Optional<String> domain() {
    return option(attachment, "domain");
  }

  /** None if any credentials will do. */
  public List<Asked> asked() {
    return asked(body);
  }

  Optional<String> goalCode() {
    return text(body, "goal_code");
  }

  Optional<String> comment() {
    return text(body, "comment");
  }

  @Override
  public String toString() {
    return "request for a presentation with the challenge " + challenge().orElse("none");
  }

  private static Optional<String> option(ObjectNode attachment, String name) {
    var content = JsonObject.parse("request.attachment", Attachment.of(attachment).content());
    return content.has("options") ? content.object("options").optionalText(name) : Optional.empty();
  }

  private static Optional<String> text(ObjectNode body, String name) {
    return new JsonObject("request.body", body).optionalText(name);
  }

  private static List<Asked> asked(ObjectNode body) {
    var asked = new ArrayList<Asked>();
    var types = new JsonObject("request.body", body).optionalElements(PROOF_TYPES);
    for (JsonNode element : types.orElse(List.of())) {
      var type = JsonObject.of("request.body." + PROOF_TYPES, element);
      asked.add(
          new Asked(type.text("schema"), type.optionalTexts(TRUST_ISSUERS).orElse(List.of())));
    }
    return asked;
  }
}

package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Base64Url;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.Utf8;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What is offered: the body and the attachment of an offer-credential message (issue-credential
 * 3.0) as Cloud Agents write them. Immutable.
 *
 * @param body with the claims as {@code credential_preview.body.attributes}
 * @param attachment with the options that the request has to repeat
 */
public record IssuanceOffer(ObjectNode body, ObjectNode attachment) {

  private static final String PREVIEW_TYPE =
      "https://didcomm.org/issue-credential/3.0/credential-credential";
  private static final String JSON = "application/json";
  private static final String PREVIEW = "credential_preview";
  private static final String MEDIA_TYPE = "media_type";

  public IssuanceOffer {
    body = body.deepCopy();
    attachment = attachment.deepCopy();
    new JsonObject("offer.attachment", attachment).require("format", JwtAttachment.FORMAT);
    options(attachment).text("challenge");
    options(attachment).text("domain");
    claims(body);
    text(body, "goal_code");
    text(body, "comment");
    schemaIds(body);
  }

  /**
   * A new offer.
   *
   * @param challenge random, like the two ids
   */
  public static IssuanceOffer create(
      ObjectNode claims,
      String schemaId,
      String challenge,
      String domain,
      String attachmentId,
      String definitionId) {
    var body = JsonObject.create().put("goal_code", "Offer Credential");
    var preview = body.putObject(PREVIEW).put("type", PREVIEW_TYPE);
    preview.putArray("schema_ids").add(schemaId);
    var attributes = preview.put("schema_id", schemaId).putObject("body").putArray("attributes");
    claims
        .properties()
        .forEach(
            claim ->
                attribute(attributes.addObject().put("name", claim.getKey()), claim.getValue()));
    var attachment = JsonObject.create().put("id", attachmentId);
    var json = attachment.putObject("data").putObject("json");
    json.putObject("options").put("challenge", challenge).put("domain", domain);
    var definition = json.putObject("presentation_definition").put("id", definitionId);
    definition.putArray("input_descriptors");
    definition.putObject("format").putObject("jwt").putArray("alg").add("ES256K");
    return new IssuanceOffer(body, attachment.put("format", JwtAttachment.FORMAT));
  }

  /**
   * Reads the offer in a message.
   *
   * @throws Refusal with 400 if it can't be read, or has no options
   */
  static IssuanceOffer of(Message message) {
    try {
      var attachments = message.attachments();
      if (attachments.isEmpty()) {
        throw new MalformedException("offer", "The offer has no attachment");
      }
      return new IssuanceOffer(
          message.body(), JsonObject.of("offer.attachment", attachments.get(0)).node());
    } catch (MalformedException e) {
      throw Refusal.of(
          400,
          "CredentialServiceError:InvalidCredentialOffer",
          "Invalid credential offer: " + e.getMessage());
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

  public ObjectNode claims() {
    return claims(body);
  }

  /** Empty if it names none. */
  public List<String> schemaIds() {
    return schemaIds(body);
  }

  /** What the request has to have as its nonce. */
  public String challenge() {
    return options(attachment).text("challenge");
  }

  /** What the request has to have as its audience. */
  public String domain() {
    return options(attachment).text("domain");
  }

  Optional<String> goalCode() {
    return text(body, "goal_code");
  }

  Optional<String> comment() {
    return text(body, "comment");
  }

  /** Without claims. */
  @Override
  public String toString() {
    return "offer with the challenge " + challenge();
  }

  /** An empty text goes as JSON too: wallets with Identus' SDK refuse an offer with it as it is. */
  private static void attribute(ObjectNode attribute, JsonNode value) {
    if (value.isTextual() && !value.textValue().isEmpty()) {
      attribute.set("value", value);
    } else {
      var json = Utf8.encode(value.toString());
      attribute.put("value", Base64.getUrlEncoder().encodeToString(json)).put(MEDIA_TYPE, JSON);
    }
  }

  private static JsonObject options(ObjectNode attachment) {
    return new JsonObject("offer.attachment", attachment)
        .object("data")
        .object("json")
        .object("options");
  }

  private static Optional<String> text(ObjectNode body, String name) {
    return new JsonObject("offer.body", body).optionalText(name);
  }

  private static List<String> schemaIds(ObjectNode body) {
    var preview = new JsonObject("offer.body", body).object(PREVIEW);
    var one = preview.optionalText("schema_id");
    return preview
        .optionalTexts("schema_ids")
        .filter(ids -> !ids.isEmpty())
        .orElseGet(() -> one.stream().toList());
  }

  private static ObjectNode claims(ObjectNode body) {
    var claims = JsonObject.create();
    var preview = new JsonObject("offer.body", body).object(PREVIEW).object("body");
    for (JsonNode element : preview.optionalElements("attributes").orElse(List.of())) {
      var attribute = JsonObject.of("offer.body.attributes", element);
      if (claims.has(attribute.text("name"))) {
        throw attribute.invalid("name", "unique");
      }
      claims.set(attribute.text("name"), value(attribute));
    }
    return claims;
  }

  private static JsonNode value(JsonObject attribute) {
    var mediaType = attribute.optionalText(MEDIA_TYPE);
    if (mediaType.isEmpty()) {
      return attribute.node().textNode(attribute.text("value"));
    }
    attribute.require(MEDIA_TYPE, JSON);
    var json = Base64Url.decodeLeniently(attribute.path("value"), attribute.text("value"));
    return JsonObject.tree("offer claim", Utf8.decode(attribute.path("value"), json));
  }
}

package duet.embedded.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.protocol.Refusal;
import duet.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request to offer a credential, with {@code jwtVcPropertiesV1} or in the older form,
 * where its fields stand beside the others.
 *
 * @param validity in seconds
 */
record OfferRequest(
    Optional<String> connectionId,
    boolean automatic,
    String domain,
    String issuingDid,
    Optional<String> issuingKid,
    String schemaId,
    ObjectNode claims,
    Optional<Double> validity,
    Optional<String> goalCode,
    Optional<String> goal) {

  private static final String DEFAULT_DOMAIN = "default-domain";
  private static final String SCHEMA_TYPE = "JsonSchemaValidator2018";

  /**
   * @throws Refusal with 400 if something is wrong or missing
   */
  static OfferRequest read(ApiRequest request, boolean overConnection) {
    var body = RequestObject.of(request);
    var connectionId = body.optionalUuid("connectionId");
    var properties = body.optionalObject("jwtVcPropertiesV1");
    var details = properties.map(OfferRequest::complete);
    if (overConnection && connectionId.isEmpty()) {
      throw badRequest("Missing connectionId for credential offer");
    }
    requireJwt(body);
    var from = details.orElse(body);
    return new OfferRequest(
        connectionId,
        body.optionalBoolean("automaticIssuance").orElse(true),
        body.optionalText("domain").orElse(DEFAULT_DOMAIN),
        from.optionalText("issuingDID")
            .orElseThrow(() -> badRequest("Missing request parameter: issuingDID")),
        from.optionalText("issuingKid").or(() -> body.optionalText("issuingKid")),
        schemaId(from),
        from.optionalObject("claims")
            .map(OfferRequest::claims)
            .orElseThrow(() -> badRequest("Missing request parameter: claims")),
        from.optionalNumber("validityPeriod").or(() -> body.optionalNumber("validityPeriod")),
        body.optionalText("goalCode"),
        body.optionalText("goal"));
  }

  /** Refuses what a credential couldn't have as it is. */
  private static ObjectNode claims(RequestObject claims) {
    claims.json().properties().forEach(claim -> requireExact(claims, "", claim));
    return claims.json();
  }

  private static void requireExact(
      RequestObject claims, String path, Map.Entry<String, JsonNode> claim) {
    var at = path + claim.getKey();
    var value = claim.getValue();
    if (!unicode(claim.getKey()) || value.isTextual() && !unicode(value.textValue())) {
      throw claims.invalid("expected Unicode text", SafeText.excerpt(at));
    }
    if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
      throw claims.invalid("expected a number up to 1.8e308", SafeText.excerpt(at));
    }
    value.properties().forEach(inner -> requireExact(claims, at + ".", inner));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      requireExact(claims, "", Map.entry(at + "[" + i + "]", value.get(i)));
    }
  }

  private static boolean unicode(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  private static RequestObject complete(RequestObject properties) {
    properties.text("issuingDID");
    properties.object("claims");
    var schema = properties.object("credentialSchema");
    schema.text("id");
    schema.text("type");
    return properties;
  }

  private static void requireJwt(RequestObject body) {
    var format = body.optionalText("credentialFormat").orElse("JWT");
    if (!format.equals("JWT")) {
      throw badRequest(
          "Unsupported credentialFormat: %s (this agent issues JWT only)"
              .formatted(SafeText.excerpt(format)));
    }
  }

  private static String schemaId(RequestObject from) {
    var schema = from.optionalObject("credentialSchema");
    schema.ifPresent(OfferRequest::requireType);
    return schema
        .map(one -> one.text("id"))
        .or(() -> from.optionalText("schemaId"))
        .orElseThrow(() -> badRequest("Credential schema property missed."));
  }

  private static void requireType(RequestObject schema) {
    var type = schema.text("type");
    if (!type.equals(SCHEMA_TYPE)) {
      throw badRequest(
          "Invalid type of credentialSchema: %s (must be %s)"
              .formatted(SafeText.excerpt(type), SCHEMA_TYPE));
    }
  }

  private static Refusal badRequest(String detail) {
    return Refusal.plain(400, "BadRequest", detail);
  }
}

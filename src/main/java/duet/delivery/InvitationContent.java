package duet.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.didcomm.Invitation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the offer or request attached to an invitation says, as far as it can be read; whether it is
 * valid is for the agent that takes it to judge.
 *
 * @param claims of an offer, by name, each as text or JSON
 * @param domain whom a proof is for
 * @param schemaIds of which a presented credential must have one; empty if any will do
 * @param trustedIssuers whose credentials will do; empty if anybody's
 */
public record InvitationContent(
    Map<String, String> claims,
    Optional<String> domain,
    List<String> schemaIds,
    List<String> trustedIssuers) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public InvitationContent {
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    schemaIds = List.copyOf(schemaIds);
    trustedIssuers = List.copyOf(trustedIssuers);
  }

  /** Empty where nothing is attached. */
  public static InvitationContent of(Invitation invitation) {
    var message = json(invitation.json()).path("attachments").path(0).at("/data/json");
    var claims = new LinkedHashMap<String, String>();
    for (JsonNode claim : message.at("/body/credential_preview/body/attributes")) {
      claims.put(claim.path("name").asText(), value(claim));
    }
    var schemas = new ArrayList<String>();
    var issuers = new ArrayList<String>();
    for (JsonNode type : message.at("/body/proof_types")) {
      schemas.add(type.path("schema").asText());
      type.path("trustIssuers").forEach(issuer -> issuers.add(issuer.asText()));
    }
    var domain = message.at("/attachments/0/data/json/options/domain");
    return new InvitationContent(claims, Optional.ofNullable(domain.textValue()), schemas, issuers);
  }

  /** Anything but a text is JSON, in base64url. */
  private static String value(JsonNode claim) {
    var value = claim.path("value").asText();
    if (!claim.path("media_type").asText().equals("application/json")) {
      return value;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

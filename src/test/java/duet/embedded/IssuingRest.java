package duet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What issuing takes over REST, as one party's user would ask for it. */
public final class IssuingRest {

  static final String ANY_CLAIMS = "data:application/json,{\"type\":\"object\"}";

  public final Rest rest;

  /** A DID with a key to issue and one to authenticate. */
  final String did;

  public IssuingRest(Rest rest) {
    this(rest, create(rest));
  }

  IssuingRest(Rest rest, String did) {
    this.rest = rest;
    this.did = did;
  }

  /** Connects two, and gives the id of the connection of the first. */
  public static String connect(Rest one, Rest other) {
    var invited = one.invite("to issue");
    var accepted = other.accept(invited);
    one.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
    other.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
    return invited.text("connectionId");
  }

  /** The body of a request to offer some claims. */
  ObjectNode wanted(boolean automatic) {
    var body = Rest.JSON.createObjectNode().put("automaticIssuance", automatic);
    var details = body.putObject("jwtVcPropertiesV1").put("issuingDID", did);
    var claims = details.putObject("claims").put("name", "Grüße").put("age", 30);
    claims.putObject("address").put("city", "Wien");
    details
        .putObject("credentialSchema")
        .put("id", ANY_CLAIMS)
        .put("type", "JsonSchemaValidator2018");
    return body;
  }

  public Rest.Reply offer(String connectionId, boolean automatic) {
    return offer(wanted(automatic).put("connectionId", connectionId));
  }

  public Rest.Reply offer(JsonNode body) {
    return rest.post("/issue-credentials/credential-offers", body.toString());
  }

  Rest.Reply offerByInvitation(JsonNode body) {
    return rest.post("/issue-credentials/credential-offers/invitation", body.toString());
  }

  Rest.Reply acceptInvitation(Rest.Reply invited) {
    return acceptInvitation(Rest.invitation(invited));
  }

  Rest.Reply acceptInvitation(String invitation) {
    return rest.post(
        "/issue-credentials/credential-offers/accept-invitation",
        Rest.JSON.createObjectNode().put("invitation", invitation).toString());
  }

  public Rest.Reply acceptOffer(String id) {
    return acceptOffer(id, Rest.JSON.createObjectNode().put("subjectId", did));
  }

  Rest.Reply acceptOffer(String id, JsonNode body) {
    return rest.post("/issue-credentials/records/" + id + "/accept-offer", body.toString());
  }

  Rest.Reply issue(String id) {
    return rest.send(
        "POST", "/issue-credentials/records/" + id + "/issue-credential", Optional.empty());
  }

  public JsonNode record(String id) {
    return rest.get("/issue-credentials/records/" + id).json();
  }

  String state(String id) {
    return record(id).path("protocolState").asText();
  }

  public List<JsonNode> ofThread(String thid) {
    return rest.get("/issue-credentials/records?thid=" + thid)
        .json()
        .path("contents")
        .valueStream()
        .toList();
  }

  /** The id of the record of an offer, once it arrived. */
  public String awaitOffer(String thid) {
    Rest.await("an offer").until(() -> ofThread(thid).size() == 1);
    return ofThread(thid).get(0).path("recordId").asText();
  }

  JsonNode awaitState(String id, String state) {
    Rest.await("state " + state).until(() -> state(id).equals(state));
    return record(id);
  }

  /** Waits until the agent will try only so many times more. */
  void awaitRetries(String id, int left) {
    Rest.await("metaRetries " + left).until(() -> record(id).path("metaRetries").asInt() == left);
  }

  static String create(Rest rest) {
    var template = Rest.JSON.createObjectNode();
    var keys = template.putObject("documentTemplate").putArray("publicKeys");
    keys.addObject().put("id", "auth-1").put("purpose", "authentication").put("curve", "Ed25519");
    keys.addObject().put("id", "issue-1").put("purpose", "assertionMethod").put("curve", "Ed25519");
    template.withObject("documentTemplate").putArray("services");
    return rest.post("/did-registrar/dids", template.toString()).text("longFormDid");
  }
}

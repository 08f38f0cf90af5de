package duet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What presenting takes over REST, as one party's user would ask for it. */
record PresentingRest(Rest rest) {

  static final String CHALLENGE = "11c91493-01b3-4c4d-ac36-b336bab5bddf";
  static final String DOMAIN = "https://verifier.example";

  private static final String PATH = "/present-proof/presentations";

  /** The body of a request for any credential. */
  static ObjectNode wanted() {
    var body = Rest.JSON.createObjectNode();
    body.putArray("proofs");
    body.putObject("options").put("challenge", CHALLENGE).put("domain", DOMAIN);
    return body;
  }

  Rest.Reply request(String connectionId) {
    return request(wanted().put("connectionId", connectionId));
  }

  Rest.Reply request(JsonNode body) {
    return rest.post(PATH, body.toString());
  }

  Rest.Reply requestByInvitation(JsonNode body) {
    return rest.post(PATH + "/invitation", body.toString());
  }

  Rest.Reply acceptInvitation(Rest.Reply invited) {
    return rest.post(
        PATH + "/accept-invitation",
        Rest.JSON.createObjectNode().put("invitation", Rest.invitation(invited)).toString());
  }

  /** Accepts a request with credentials. */
  Rest.Reply present(String id, String... recordIds) {
    var body = Rest.JSON.createObjectNode().put("action", "request-accept");
    List.of(recordIds).forEach(body.putArray("proofId")::add);
    return act(id, body);
  }

  Rest.Reply act(String id, String action) {
    return act(id, Rest.JSON.createObjectNode().put("action", action));
  }

  Rest.Reply act(String id, JsonNode body) {
    return rest.send("PATCH", PATH + "/" + id, Optional.of(body.toString()));
  }

  JsonNode record(String id) {
    return rest.get(PATH + "/" + id).json();
  }

  List<JsonNode> ofThread(String thid) {
    return rest.get(PATH + "?thid=" + thid).json().path("contents").valueStream().toList();
  }

  /** The id of the record of a request, once it arrived. */
  String awaitRequest(String thid) {
    Rest.await("a request").until(() -> ofThread(thid).size() == 1);
    return ofThread(thid).get(0).path("presentationId").asText();
  }

  JsonNode awaitStatus(String id, String status) {
    Rest.await("status " + status).until(() -> record(id).path("status").asText().equals(status));
    return record(id);
  }

  JsonNode awaitFailure(String id) {
    Rest.await("a failure").until(() -> record(id).has("metaLastFailure"));
    return record(id);
  }

  static String failure(JsonNode record) {
    return record.at("/metaLastFailure/detail").asText();
  }
}

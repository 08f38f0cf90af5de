package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.protocol.PresentationRecord;

/** A present-proof record as a Cloud Agent shows it; absent fields are left out. */
final class PresentationApiJson {

  private PresentationApiJson() {}

  static ObjectNode shown(PresentationRecord record) {
    var json = ApiJson.MAPPER.createObjectNode();
    json.put("presentationId", record.id()).put("thid", record.thid());
    json.put("role", record.verifier() ? "Verifier" : "Prover");
    json.put("status", record.state().wire());
    // always empty, whatever was asked for
    json.putArray("proofs");
    var data = json.putArray("data");
    record.presentation().ifPresent(data::add);
    json.putArray("requestData").add(record.request().text());
    record.connectionId().ifPresent(id -> json.put("connectionId", id));
    record.invitation().ifPresent(invitation -> ApiJson.show(invitation, json));
    json.put("metaRetries", record.progress().retries());
    record
        .lastFailure()
        .ifPresent(failure -> json.set("metaLastFailure", ApiJson.MAPPER.valueToTree(failure)));
    return json;
  }
}

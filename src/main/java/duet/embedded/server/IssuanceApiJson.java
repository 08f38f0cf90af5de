package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceTerms;
import duet.embedded.protocol.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An issue-credential record as a Cloud Agent shows it; absent fields are left out. */
final class IssuanceApiJson {

  private IssuanceApiJson() {}

  static ObjectNode shown(IssuanceRecord record) {
    var json = ApiJson.MAPPER.createObjectNode();
    json.put("recordId", record.id()).put("thid", record.thid()).put("credentialFormat", "JWT");
    record.subject().map(Signer::did).ifPresent(did -> json.put("subjectId", did));
    record
        .terms()
        .flatMap(IssuanceTerms::validity)
        .ifPresent(seconds -> json.put("validityPeriod", seconds));
    json.set("claims", record.offer().claims());
    record.terms().ifPresent(terms -> json.put("automaticIssuance", terms.automatic()));
    var progress = record.progress();
    json.put("createdAt", progress.createdAt().toString());
    progress.updatedAt().ifPresent(time -> json.put("updatedAt", time.toString()));
    json.put("role", record.issuer() ? "Issuer" : "Holder");
    json.put("protocolState", record.state().wire());
    record.credential().ifPresent(jwt -> json.put("credential", base64(jwt)));
    record.invitation().ifPresent(invitation -> ApiJson.show(invitation, json));
    json.put("metaRetries", progress.retries());
    progress
        .lastFailure()
        .ifPresent(failure -> json.set("metaLastFailure", ApiJson.MAPPER.valueToTree(failure)));
    return json;
  }

  /** With padding, unlike anything in a JWT. */
  private static String base64(String jwt) {
    return Base64.getUrlEncoder().encodeToString(jwt.getBytes(StandardCharsets.US_ASCII));
  }
}

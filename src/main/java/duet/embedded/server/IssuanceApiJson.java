package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceTerms;
import duet.embedded.protocol.MessageInvitation;
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
    record.invitation().ifPresent(invitation -> show(invitation, json));
    json.put("metaRetries", progress.retries());
    progress
        .lastFailure()
        .ifPresent(failure -> json.set("metaLastFailure", ApiJson.MAPPER.valueToTree(failure)));
    return json;
  }

  private static void show(MessageInvitation shown, ObjectNode json) {
    var invitation = shown.invitation();
    invitation.goalCode().ifPresent(code -> json.put("goalCode", code));
    invitation.goal().ifPresent(goal -> json.put("goal", goal));
    json.put("myDid", invitation.from());
    json.putObject("invitation")
        .put("id", invitation.id())
        .put("type", Invitation.TYPE)
        .put("from", invitation.from())
        .put("invitationUrl", ApiJson.LINK + shown.encoded());
  }

  /** With padding, unlike anything in a JWT. */
  private static String base64(String jwt) {
    return Base64.getUrlEncoder().encodeToString(jwt.getBytes(StandardCharsets.US_ASCII));
  }
}

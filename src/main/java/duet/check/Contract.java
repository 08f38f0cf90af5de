package duet.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All cases by group, from what needs nothing to what needs most. */
final class Contract {

  private Contract() {}

  static Map<String, List<ContractCase>> groups() {
    var groups = new LinkedHashMap<String, List<ContractCase>>();
    groups.put("Access", AccessCases.cases());
    groups.put("Create", CreateCases.cases());
    groups.put("Read", ReadCases.cases());
    groups.put("Delete", DeleteCases.cases());
    groups.put("Invitation", InvitationCases.cases());
    groups.put("Accept", AcceptCases.cases());
    groups.put("Webhooks", WebhookCases.cases());
    groups.put("Envelopes", EnvelopeCases.cases());
    groups.put("Handshake", HandshakeCases.cases());
    groups.put("Mediators", MediatorCases.cases());
    groups.put("Trust", TrustCases.cases());
    groups.put("Threads", ThreadCases.cases());
    return groups;
  }
}

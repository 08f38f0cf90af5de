package duet.embedded.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The ports that an agent had when it last started, 0 for none.
 *
 * @param rest of REST and DIDComm
 * @param didcomm of DIDComm alone
 */
public record AgentPorts(int rest, int didcomm) {

  /** An agent has one such record. */
  public static final Index.Key KEY = Index.uniqueBy().key();

  static final RecordType<AgentPorts> TYPE =
      new RecordType<>("settings", AgentPorts::toJson, AgentPorts::of, List.of(KEY.index()));

  private ObjectNode toJson() {
    var json = RecordJson.MAPPER.createObjectNode().put("rest", rest);
    return didcomm == 0 ? json : json.put("didcomm", didcomm);
  }

  private static AgentPorts of(ObjectNode json) {
    return new AgentPorts(json.path("rest").intValue(), json.path("didcomm").intValue());
  }
}

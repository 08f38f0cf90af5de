package duet.embedded.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The ports that an agent or mediator had when it last started, 0 for none, and what else its DIDs
 * contain.
 *
 * @param rest of REST and DIDComm
 * @param didcomm of DIDComm alone
 * @param didcommHost where DIDComm alone listens, if not where REST does
 * @param didcommUrl where peers reach it, if not there
 */
public record AgentPorts(
    int rest, int didcomm, Optional<String> didcommHost, Optional<URI> didcommUrl) {

  /** An agent that has not started yet. */
  public static final AgentPorts NONE = new AgentPorts(0, 0, Optional.empty(), Optional.empty());

  /** An agent has one such record. */
  public static final Index.Key KEY = Index.uniqueBy().key();

  static final RecordType<AgentPorts> TYPE =
      new RecordType<>("settings", AgentPorts::toJson, AgentPorts::of, List.of(KEY.index()));

  private ObjectNode toJson() {
    var json = RecordJson.MAPPER.createObjectNode().put("rest", rest);
    if (didcomm != 0) {
      json.put("didcomm", didcomm);
    }
    didcommHost.ifPresent(host -> json.put("didcommHost", host));
    didcommUrl.ifPresent(url -> json.put("didcommUrl", url.toString()));
    return json;
  }

  private static AgentPorts of(ObjectNode json) {
    return new AgentPorts(
        json.path("rest").intValue(),
        json.path("didcomm").intValue(),
        Optional.ofNullable(json.path("didcommHost").textValue()),
        Optional.ofNullable(json.path("didcommUrl").textValue()).map(URI::create));
  }
}

package duet.embedded.store;

import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Which mediator an agent is behind.
 *
 * @param mediator its DID
 * @param routingDid what the agent's DIDs name as their service; mostly the same DID
 * @param host of the DID by which the mediator knows the agent; it has no service
 */
public record Mediation(String mediator, String routingDid, PeerKeys host) {

  /** An agent has one such record, or none. */
  public static final Index.Key KEY = Index.uniqueBy().key();

  static final RecordType<Mediation> TYPE =
      new RecordType<>("mediation", Mediation::toJson, Mediation::of, List.of(KEY.index()));

  private ObjectNode toJson() {
    return PeerKeysJson.write(host)
        .put("mediator", mediator)
        .put("routingDid", routingDid)
        .put("host", host.did().did());
  }

  private static Mediation of(ObjectNode json) {
    return new Mediation(
        text(json, "mediator"),
        text(json, "routingDid"),
        PeerKeysJson.read(text(json, "host"), json));
  }

  /** Without the private keys. */
  @Override
  public String toString() {
    return "mediation by " + mediator;
  }
}

package duet.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * An agent's own did:prism, which issue and hold credentials. As all calls of {@link Agent}, each
 * takes at most 15 s and throws {@link AgentException}.
 */
public final class Dids {

  private final DidsClient calls;

  Dids(DidsClient calls) {
    this.calls = calls;
  }

  /**
   * Makes a DID, which is unpublished; the agent keeps the private keys.
   *
   * @param keys beside the master key, which the agent adds
   */
  public AgentDid create(List<DidKey> keys) {
    return find(RestClient.await(calls.create(List.copyOf(keys))));
  }

  /**
   * One of the wallet's own.
   *
   * @param did the short or the long form
   */
  public AgentDid find(String did) {
    RecordIds.require(did, "DID");
    return RestClient.await(calls.get(did));
  }

  /** All of the wallet's own. */
  public List<AgentDid> list() {
    var found = new ArrayList<AgentDid>();
    Pages.forEach(Integer.MAX_VALUE, calls::list, AgentDid::did, found::add);
    return found;
  }

  /**
   * Has a DID published, so that everybody with the same node can resolve its short form. That
   * takes a while: {@link #find} tells when it has happened.
   *
   * @throws AgentException also if the agent has no node to publish with
   */
  public void publish(String did) {
    RecordIds.require(did, "DID");
    RestClient.await(calls.publish(did));
  }

  /**
   * The keys for authentication and assertionMethod of any DID, also another's.
   *
   * @param did the short form of a published DID, or a long form
   */
  public List<DidKey> keys(String did) {
    RecordIds.require(did, "DID");
    return RestClient.await(calls.keys(did));
  }
}

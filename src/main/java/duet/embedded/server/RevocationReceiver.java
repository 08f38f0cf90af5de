package duet.embedded.server;

import duet.didcomm.Unpacked;
import duet.embedded.protocol.IssuanceProtocol;
import duet.embedded.protocol.RevocationNotification;
import duet.embedded.store.AgentStore;
import java.util.Set;

/** Takes what issuers tell of credentials that they revoked; a verifier asks the status list. */
final class RevocationReceiver implements MessageReceiver {

  private static final int ACCEPTED = 202;

  private final AgentStore store;

  RevocationReceiver(AgentStore store) {
    this.store = store;
  }

  @Override
  public Set<String> types() {
    return Set.of(RevocationNotification.TYPE);
  }

  @Override
  public ApiResponse receive(Unpacked incoming) {
    var thid = RevocationNotification.thread(incoming.message()).orElse("none");
    var holder =
        store
            .ownDids()
            .wallet(incoming.recipientKid())
            .flatMap(wallet -> store.issuances().findByThread(wallet, thid))
            .orElseThrow(() -> new IssuanceProtocol().unknownThread(thid));
    RevocationNotification.require(holder, incoming);
    return ApiResponse.empty(ACCEPTED);
  }
}

package duet.embedded.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Message;
import duet.didcomm.Unpacked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells a holder that its credential was revoked (revocation_notification 1.0, as Cloud Agents send
 * it): wallets mark the credential then. Nobody has to answer, and no record changes.
 */
public final class RevocationNotification {

  public static final String TYPE = "https://atalaprism.io/revocation_notification/1.0/revoke";

  private static final String THREAD = "issueCredentialProtocolThreadId";

  private RevocationNotification() {}

  /** What an issuer sends about one of its credentials. */
  public static Message of(IssuanceRecord issuer, String id, Instant now) {
    return new Message(
        id,
        TYPE,
        Optional.of(issuer.ownDid()),
        List.of(issuer.theirDid().orElseThrow()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(now.getEpochSecond()),
        Optional.empty(),
        JsonNodeFactory.instance
            .objectNode()
            .put(THREAD, issuer.thid())
            .put("comment", "Credential revoked"),
        List.of());
  }

  /** The thread in which the credential was issued; empty if the message names none. */
  public static Optional<String> thread(Message message) {
    return Optional.ofNullable(message.body().path(THREAD).textValue());
  }

  /**
   * @param holder the record of that thread
   * @throws Refusal if the message does not come from the issuer of that credential
   */
  public static void require(IssuanceRecord holder, Unpacked incoming) {
    IncomingMessage.requireAddressedTo(holder.ownDid(), incoming);
    if (holder.issuer() || !holder.theirDid().equals(incoming.message().from())) {
      throw IncomingMessage.untrusted(
          "The revocation does not come from the issuer of this credential");
    }
  }
}

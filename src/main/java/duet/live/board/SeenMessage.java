package duet.live.board;

import duet.exchange.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message between two sides, from its envelope where an agent of this process sent or received
 * it, and otherwise as far as states and DIDs tell.
 *
 * @param number from 0, within its row
 * @param name such as {@code connection request}
 * @param type its message type URI, if it was seen
 * @param from the sender; the invitation's is its inviter
 * @param senderDid and {@code receiverDid} as the message or the records have them
 * @param contents empty where no agent of this process had it in hand
 * @param again whether its exchange had the same message from the same side before
 */
public record SeenMessage(
    int number,
    String name,
    Optional<String> type,
    Side from,
    Side to,
    Instant at,
    Optional<String> senderDid,
    Optional<String> receiverDid,
    Optional<Contents> contents,
    boolean again) {

  /**
   * @param header the protected header, its JSON decoded; empty for an invitation, which has none
   * @param readers ids of the keys that can open it; empty for an invitation
   * @param plaintext the message's JSON; empty once it had to make room for newer ones
   */
  public record Contents(String header, List<String> readers, Optional<String> plaintext) {}
}

package duet.embedded.protocol;

import duet.didcomm.Invitation;
import java.time.Instant;
import java.util.Optional;

/**
 * One side of a connection, as the agent keeps it. Immutable; a change gives a new record.
 *
 * @param wallet the id of the wallet that it belongs to; no other wallet sees it
 * @param id the record's own id, a UUID; at an inviter the invitation's id
 * @param inviter whether this side made the invitation
 * @param ownDid the DID of this side, for which the agent has keys; at an inviter it is shown as
 *     {@code myDid} only once a request came
 * @param theirDid empty at an inviter until a request came
 * @param retries how many more times the agent would try to send
 * @param lastFailure why the last attempt to send failed
 * @param unanswered how many attempts to send its message were begun whose answer was never seen,
 *     so that the message may have arrived
 */
public record ConnectionRecord(
    String wallet,
    String id,
    boolean inviter,
    ConnectionRecordState state,
    Invitation invitation,
    String ownDid,
    Optional<String> theirDid,
    Optional<String> label,
    Instant createdAt,
    Optional<Instant> updatedAt,
    int retries,
    Optional<SendFailure> lastFailure,
    int unanswered)
    implements ThreadRecord {

  /** The wallet of an agent that has only one. */
  public static final String DEFAULT_WALLET = "00000000-0000-0000-0000-000000000000";

  /** What {@code metaRetries} shows at first. */
  public static final int RETRIES = 5;

  @Override
  public String thid() {
    return invitation.id();
  }

  ConnectionRecord moved(ConnectionRecordState next, Instant now) {
    if (!state.next().contains(next)) {
      throw new IllegalStateException(state + " can't become " + next);
    }
    return with(next, theirDid, Optional.of(now), RETRIES, Optional.empty(), 0);
  }

  ConnectionRecord answeredBy(String did) {
    return with(state, Optional.of(did), updatedAt, retries, lastFailure, unanswered);
  }

  ConnectionRecord failed(SendFailure failure, Instant now) {
    int left = Math.max(0, retries - 1);
    return with(state, theirDid, Optional.of(now), left, Optional.of(failure), unanswered);
  }

  ConnectionRecord attempted() {
    return with(state, theirDid, updatedAt, retries, lastFailure, unanswered + 1);
  }

  ConnectionRecord answered() {
    int left = Math.max(0, unanswered - 1);
    return with(state, theirDid, updatedAt, retries, lastFailure, left);
  }

  private ConnectionRecord with(
      ConnectionRecordState state,
      Optional<String> theirDid,
      Optional<Instant> updatedAt,
      int retries,
      Optional<SendFailure> lastFailure,
      int unanswered) {
    return new ConnectionRecord(
        wallet,
        id,
        inviter,
        state,
        invitation,
        ownDid,
        theirDid,
        label,
        createdAt,
        updatedAt,
        retries,
        lastFailure,
        unanswered);
  }
}

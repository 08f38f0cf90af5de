package duet.exchange;

import duet.agent.AgentRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * What is specific to a protocol, besides the table of its states.
 *
 * @param <R> a side's record
 * @param <P> both of them
 */
public interface ExchangeProtocol<R extends AgentRecord, P extends SidePair<R>> {

  P pair(Optional<R> inviter, Optional<R> invitee, Timeline timeline);

  /** Whether a side needs no more waiting. */
  boolean complete(R record);

  /** What two complete sides disagree on. */
  Optional<Diagnosis> disagreement(P pair);

  /**
   * What it means that a peer answered a message with an error of this protocol.
   *
   * @param type the error's type, as in {@code error:ConnectionServiceError:InvitationExpired}
   * @param evidence who answered whom with what
   * @return empty for an error that this protocol doesn't have
   */
  Optional<SendFailureDiagnosis> peerError(Side sender, String type, String evidence, P pair);

  RuntimeException deadEnd(Diagnosis diagnosis, P pair);

  RuntimeException timedOut(Duration timeout, Diagnosis diagnosis, P pair);
}

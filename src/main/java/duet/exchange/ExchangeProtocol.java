package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is specific to a protocol, besides the table of its states.
 *
 * @param <R> a side's record
 * @param <P> both of them
 */
public interface ExchangeProtocol<R extends AgentRecord, P extends SidePair<R>> {

  /** Both, the one that begins first. */
  List<Side> sides();

  /**
   * @param first the record of the side that begins
   */
  P pair(Optional<R> first, Optional<R> second, Timeline timeline);

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

  /**
   * What a dead end means in this protocol.
   *
   * @param dead what the states alone show
   * @param record of the side that is at its end
   */
  default Diagnosis explained(Diagnosis dead, R record, P pair) {
    return dead;
  }

  /**
   * The dead end that it means if an agent refuses what it is asked to do in its {@link Turn};
   * empty if it is just a failure of the agent.
   */
  default Optional<Diagnosis> refused(Side side, AgentException failure) {
    return Optional.empty();
  }

  RuntimeException deadEnd(Diagnosis diagnosis, P pair);

  RuntimeException timedOut(Duration timeout, Diagnosis diagnosis, P pair);
}

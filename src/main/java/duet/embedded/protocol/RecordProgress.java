package duet.embedded.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * When a record changed, and how its latest state fares.
 *
 * @param retries how many more times the agent would try, as {@code metaRetries} shows it
 * @param lastFailure why the last attempt failed, or what the peer sent was refused
 * @param unanswered how many attempts to send its message were begun whose answer was never seen,
 *     so that the message may have arrived
 */
public record RecordProgress(
    Instant createdAt,
    Optional<Instant> updatedAt,
    int retries,
    Optional<SendFailure> lastFailure,
    int unanswered) {

  static RecordProgress created(Instant now) {
    return new RecordProgress(now, Optional.empty(), ConnectionRecord.RETRIES, Optional.empty(), 0);
  }

  RecordProgress moved(Instant now) {
    return new RecordProgress(
        createdAt, Optional.of(now), ConnectionRecord.RETRIES, Optional.empty(), 0);
  }

  /** An attempt of the agent's own failed. */
  RecordProgress failed(SendFailure failure, Instant now) {
    return new RecordProgress(
        createdAt, Optional.of(now), Math.max(0, retries - 1), Optional.of(failure), unanswered);
  }

  /** Something of the peer's was refused, which leaves the agent's own attempts as they were. */
  RecordProgress noted(SendFailure failure, Instant now) {
    return new RecordProgress(
        createdAt, Optional.of(now), retries, Optional.of(failure), unanswered);
  }

  RecordProgress attempted() {
    return new RecordProgress(createdAt, updatedAt, retries, lastFailure, unanswered + 1);
  }

  RecordProgress answered() {
    return new RecordProgress(
        createdAt, updatedAt, retries, lastFailure, Math.max(0, unanswered - 1));
  }
}

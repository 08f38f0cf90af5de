package duet.exchange;

import duet.agent.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Complete when final; a peer's error is a refusal. */
final class NoteProtocol implements ExchangeProtocol<Note, Notes> {

  @Override
  public List<Side> sides() {
    return Side.CONNECTION;
  }

  @Override
  public Notes pair(Optional<Note> inviter, Optional<Note> invitee, Timeline timeline) {
    return new Notes(inviter, invitee, timeline);
  }

  @Override
  public boolean complete(Note record) {
    return record.state().connected();
  }

  @Override
  public Optional<Diagnosis> disagreement(Notes pair) {
    return Optional.empty();
  }

  @Override
  public Optional<SendFailureDiagnosis> peerError(
      Side sender, String type, String evidence, Notes pair) {
    return Optional.of(SendFailureDiagnosis.permanent(Cause.PEER_REFUSED, sender, evidence));
  }

  @Override
  public RuntimeException deadEnd(Diagnosis diagnosis, Notes pair) {
    return new IllegalArgumentException(diagnosis.toString());
  }

  @Override
  public RuntimeException timedOut(Duration timeout, Diagnosis diagnosis, Notes pair) {
    return new IllegalArgumentException(diagnosis.toString());
  }
}

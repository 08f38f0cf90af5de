package duet.embedded.protocol;

import duet.didcomm.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One side of the presenting of credentials, as the agent keeps it. Immutable; a change gives a new
 * record.
 *
 * @param id the record's own id, a UUID
 * @param theirDid empty at a verifier whose invitation nobody has answered
 * @param connectionId at a verifier that asked over a connection only
 * @param credentials at a prover: the ids of the records whose credentials it presents
 * @param presentation as a JWT, once it is signed or was received
 * @param invitation at a verifier without connection only
 * @param reported whether the prover was told that its presentation failed
 */
public record PresentationRecord(
    String wallet,
    String id,
    String thid,
    PresentationState state,
    String ownDid,
    Optional<String> theirDid,
    boolean verifier,
    Optional<String> connectionId,
    PresentationRequest request,
    List<String> credentials,
    Optional<String> presentation,
    Optional<MessageInvitation> invitation,
    boolean reported,
    RecordProgress progress)
    implements ThreadRecord {

  public PresentationRecord {
    credentials = List.copyOf(credentials);
  }

  /** The verifier's record of a request that is to be sent over a connection. */
  public static PresentationRecord requested(
      String id,
      String thid,
      ConnectionRecord connection,
      PresentationRequest request,
      Instant now) {
    return new PresentationRecord(
        connection.wallet(),
        id,
        thid,
        PresentationState.REQUEST_PENDING,
        connection.ownDid(),
        connection.theirDid(),
        true,
        Optional.of(connection.id()),
        request,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        RecordProgress.created(now));
  }

  /** The verifier's record of a request that goes with an invitation. */
  public static PresentationRecord invited(
      String wallet, String id, MessageInvitation invitation, Instant now) {
    return new PresentationRecord(
        wallet,
        id,
        invitation.invitation().id(),
        PresentationState.INVITATION_GENERATED,
        invitation.invitation().from(),
        Optional.empty(),
        true,
        Optional.empty(),
        PresentationRequest.of(invitation.message()),
        List.of(),
        Optional.empty(),
        Optional.of(invitation),
        false,
        RecordProgress.created(now));
  }

  /**
   * The prover's record of a request.
   *
   * @param message with its from
   * @throws Refusal if the request can't be read
   */
  public static PresentationRecord received(
      String wallet, String id, String ownDid, Message message, Instant now) {
    return new PresentationRecord(
        wallet,
        id,
        IncomingMessage.thid(message),
        PresentationState.REQUEST_RECEIVED,
        ownDid,
        message.from(),
        false,
        Optional.empty(),
        PresentationRequest.of(message),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        RecordProgress.created(now));
  }

  @Override
  public Optional<SendFailure> lastFailure() {
    return progress.lastFailure();
  }

  /** Also while the prover is still to be told that its presentation failed. */
  @Override
  public boolean pending() {
    return state.pending()
        || state == PresentationState.PRESENTATION_VERIFICATION_FAILED && !reported;
  }

  /** Without JWTs. */
  @Override
  public String toString() {
    return "%s's record %s of thread %s in state %s"
        .formatted(verifier ? "verifier" : "prover", id, thid, state.wire());
  }

  PresentationRecord moved(PresentationState next, Instant now) {
    if (!state.next().contains(next)) {
      throw new IllegalStateException(state + " can't become " + next);
    }
    return changed(next, theirDid, credentials, presentation, reported, progress.moved(now));
  }

  /** What follows once its message was delivered; unchanged if it has none to send. */
  PresentationRecord sent(Instant now) {
    return switch (state) {
      case REQUEST_PENDING -> moved(PresentationState.REQUEST_SENT, now);
      case PRESENTATION_GENERATED -> moved(PresentationState.PRESENTATION_SENT, now);
      case PRESENTATION_VERIFICATION_FAILED ->
          changed(state, theirDid, credentials, presentation, true, progress);
      default -> this;
    };
  }

  /** Keeps why something of the peer's, or of its own in the peer's eyes, is wrong. */
  PresentationRecord noted(Refusal refusal, Instant now) {
    var failure =
        new SendFailure(
            refusal.status(),
            refusal.type(),
            refusal.title(),
            refusal.getMessage(),
            "error:instance:" + id);
    return with(progress.noted(failure, now));
  }

  /** The same in another state of how it fares. */
  PresentationRecord with(RecordProgress progress) {
    return changed(state, theirDid, credentials, presentation, reported, progress);
  }

  PresentationRecord answeredBy(String did) {
    return changed(state, Optional.of(did), credentials, presentation, reported, progress);
  }

  PresentationRecord of(List<String> credentials) {
    return changed(state, theirDid, credentials, presentation, reported, progress);
  }

  PresentationRecord presented(String jwt) {
    return changed(state, theirDid, credentials, Optional.of(jwt), reported, progress);
  }

  private PresentationRecord changed(
      PresentationState state,
      Optional<String> theirDid,
      List<String> credentials,
      Optional<String> presentation,
      boolean reported,
      RecordProgress progress) {
    return new PresentationRecord(
        wallet,
        id,
        thid,
        state,
        ownDid,
        theirDid,
        verifier,
        connectionId,
        request,
        credentials,
        presentation,
        invitation,
        reported,
        progress);
  }
}

package duet.embedded.protocol;

import java.util.Set;
import java.util.stream.Stream;

/** The states of a present-proof record, with those that may follow. */
public enum PresentationState implements RecordState {
  REQUEST_PENDING("RequestPending"),
  REQUEST_SENT("RequestSent"),
  INVITATION_GENERATED("InvitationGenerated"),
  INVITATION_EXPIRED("InvitationExpired"),
  PRESENTATION_RECEIVED("PresentationReceived"),
  PRESENTATION_VERIFIED("PresentationVerified"),
  PRESENTATION_VERIFICATION_FAILED("PresentationVerificationFailed"),
  PRESENTATION_ACCEPTED("PresentationAccepted"),
  PRESENTATION_REJECTED("PresentationRejected"),
  REQUEST_RECEIVED("RequestReceived"),
  REQUEST_REJECTED("RequestRejected"),
  PRESENTATION_PENDING("PresentationPending"),
  PRESENTATION_GENERATED("PresentationGenerated"),
  PRESENTATION_SENT("PresentationSent");

  private final String wire;

  PresentationState(String wire) {
    this.wire = wire;
  }

  /**
   * @throws IllegalArgumentException if no state has that name
   */
  public static PresentationState of(String wire) {
    return Stream.of(values())
        .filter(state -> state.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such state: " + wire));
  }

  @Override
  public String wire() {
    return wire;
  }

  /** That a presentation was refused is told to its prover, see {@link PresentationRecord}. */
  @Override
  public boolean pending() {
    return switch (this) {
      case REQUEST_PENDING, PRESENTATION_RECEIVED, PRESENTATION_PENDING, PRESENTATION_GENERATED ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean unfinished() {
    return pending() || this == PRESENTATION_VERIFICATION_FAILED;
  }

  @Override
  public boolean awaiting() {
    return switch (this) {
      case REQUEST_PENDING, REQUEST_SENT, INVITATION_GENERATED -> true;
      default -> false;
    };
  }

  Set<PresentationState> next() {
    return switch (this) {
      case REQUEST_PENDING -> Set.of(REQUEST_SENT);
      case REQUEST_SENT -> Set.of(PRESENTATION_RECEIVED);
      case INVITATION_GENERATED -> Set.of(PRESENTATION_RECEIVED, INVITATION_EXPIRED);
      case PRESENTATION_RECEIVED -> Set.of(PRESENTATION_VERIFIED, PRESENTATION_VERIFICATION_FAILED);
      case PRESENTATION_VERIFIED -> Set.of(PRESENTATION_ACCEPTED, PRESENTATION_REJECTED);
      case REQUEST_RECEIVED -> Set.of(PRESENTATION_PENDING, REQUEST_REJECTED);
      case PRESENTATION_PENDING -> Set.of(PRESENTATION_GENERATED);
      case PRESENTATION_GENERATED -> Set.of(PRESENTATION_SENT);
      case INVITATION_EXPIRED,
          PRESENTATION_VERIFICATION_FAILED,
          PRESENTATION_ACCEPTED,
          PRESENTATION_REJECTED,
          REQUEST_REJECTED,
          PRESENTATION_SENT ->
          Set.of();
    };
  }
}

package duet.embedded.protocol;

import java.util.Set;
import java.util.stream.Stream;

/** The states of an issue-credential record, with those that may follow. */
public enum IssuanceState implements RecordState {
  OFFER_PENDING("OfferPending"),
  OFFER_SENT("OfferSent"),
  INVITATION_GENERATED("InvitationGenerated"),
  INVITATION_EXPIRED("InvitationExpired"),
  REQUEST_RECEIVED("RequestReceived"),
  CREDENTIAL_PENDING("CredentialPending"),
  CREDENTIAL_GENERATED("CredentialGenerated"),
  CREDENTIAL_SENT("CredentialSent"),
  /** The holder's request was wrong. Nothing follows, and no problem report is sent. */
  PROBLEM_REPORT_PENDING("ProblemReportPending"),
  OFFER_RECEIVED("OfferReceived"),
  REQUEST_PENDING("RequestPending"),
  REQUEST_GENERATED("RequestGenerated"),
  REQUEST_SENT("RequestSent"),
  CREDENTIAL_RECEIVED("CredentialReceived");

  private final String wire;

  IssuanceState(String wire) {
    this.wire = wire;
  }

  /**
   * @throws IllegalArgumentException if no state has that name
   */
  public static IssuanceState of(String wire) {
    return Stream.of(values())
        .filter(state -> state.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such state: " + wire));
  }

  @Override
  public String wire() {
    return wire;
  }

  @Override
  public boolean pending() {
    return switch (this) {
      case OFFER_PENDING,
          CREDENTIAL_PENDING,
          CREDENTIAL_GENERATED,
          REQUEST_PENDING,
          REQUEST_GENERATED ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean unfinished() {
    return pending() || this == REQUEST_SENT;
  }

  @Override
  public boolean awaiting() {
    return switch (this) {
      case OFFER_PENDING,
          OFFER_SENT,
          INVITATION_GENERATED,
          REQUEST_PENDING,
          REQUEST_GENERATED,
          REQUEST_SENT ->
          true;
      default -> false;
    };
  }

  Set<IssuanceState> next() {
    return switch (this) {
      case OFFER_PENDING -> Set.of(OFFER_SENT);
      case OFFER_SENT -> Set.of(REQUEST_RECEIVED, PROBLEM_REPORT_PENDING);
      case INVITATION_GENERATED ->
          Set.of(REQUEST_RECEIVED, PROBLEM_REPORT_PENDING, INVITATION_EXPIRED);
      case REQUEST_RECEIVED -> Set.of(CREDENTIAL_PENDING);
      case CREDENTIAL_PENDING -> Set.of(CREDENTIAL_GENERATED);
      case CREDENTIAL_GENERATED -> Set.of(CREDENTIAL_SENT);
      case OFFER_RECEIVED -> Set.of(REQUEST_PENDING);
      case REQUEST_PENDING -> Set.of(REQUEST_GENERATED, CREDENTIAL_RECEIVED);
      case REQUEST_GENERATED -> Set.of(REQUEST_SENT);
      case REQUEST_SENT -> Set.of(CREDENTIAL_RECEIVED);
      case INVITATION_EXPIRED, PROBLEM_REPORT_PENDING, CREDENTIAL_SENT, CREDENTIAL_RECEIVED ->
          Set.of();
    };
  }
}

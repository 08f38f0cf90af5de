package duet.embedded.protocol;

import duet.credential.InvalidCredentialException;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a holder's request makes of the issuer's record. */
final class IssuerRules {

  private IssuerRules() {}

  /**
   * @throws Refusal if the record doesn't wait for a request
   */
  static MessageOutcome<IssuanceRecord> requested(
      IssuanceRecord record, Message message, Instant now) {
    return switch (record.state()) {
      case OFFER_PENDING, OFFER_SENT, INVITATION_GENERATED ->
          record.invitation().filter(invitation -> invitation.expired(now)).isPresent()
              ? expired(record, now)
              : judged(record, message, now);
      case PROBLEM_REPORT_PENDING -> throw again(record);
      case REQUEST_RECEIVED, CREDENTIAL_PENDING, CREDENTIAL_GENERATED, CREDENTIAL_SENT -> {
        if (!JwtAttachment.repeats(record.request(), message)) {
          throw IssuanceProtocol.notAwaited(record);
        }
        yield MessageOutcome.of(List.of());
      }
      default -> throw IssuanceProtocol.notAwaited(record);
    };
  }

  /** A request proves that the offer arrived, even where its own call hasn't returned yet. */
  private static MessageOutcome<IssuanceRecord> judged(
      IssuanceRecord record, Message message, Instant now) {
    var offered = record.sent(now).answeredBy(message.from().orElseThrow());
    var states = new ArrayList<IssuanceRecord>();
    if (offered.state() != record.state()) {
      states.add(offered);
    }
    try {
      var jwt = JwtAttachment.read(message);
      IssuanceChecks.request(record.offer(), jwt);
      var received = offered.requestedWith(jwt).moved(IssuanceState.REQUEST_RECEIVED, now);
      states.add(received);
      if (record.terms().orElseThrow().automatic()) {
        states.add(IssuanceProtocol.approved(received, now));
      }
      return MessageOutcome.of(states);
    } catch (MalformedException | InvalidCredentialException e) {
      var refusal =
          Refusal.of(
              400, "CredentialServiceError:CredentialRequestValidationError", e.getMessage());
      states.add(offered.moved(IssuanceState.PROBLEM_REPORT_PENDING, now).noted(refusal, now));
      return new MessageOutcome<>(states, Optional.of(refusal));
    }
  }

  private static MessageOutcome<IssuanceRecord> expired(IssuanceRecord record, Instant now) {
    var refusal =
        Refusal.of(
            400,
            "CredentialServiceError:InvitationExpired",
            "The provided invitation has expired: invitationId=" + record.thid());
    var dead = record.moved(IssuanceState.INVITATION_EXPIRED, now).noted(refusal, now);
    return new MessageOutcome<>(List.of(dead), Optional.of(refusal));
  }

  /** The reason for which the first one was refused. */
  private static Refusal again(IssuanceRecord record) {
    var failure = record.lastFailure().orElseThrow();
    return new Refusal(failure.status(), failure.type(), failure.title(), failure.detail());
  }
}

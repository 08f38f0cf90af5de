package duet.embedded.protocol;

import duet.credential.InvalidCredentialException;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an issuer's messages make of the holder's record. */
final class HolderRules {

  private HolderRules() {}

  /**
   * An offer of a thread that is known.
   *
   * @throws Refusal unless it is the one that began the thread
   */
  static MessageOutcome<IssuanceRecord> offeredAgain(IssuanceRecord record, Message message) {
    if (record.issuer() || !record.offer().equals(IssuanceOffer.of(message))) {
      throw IssuanceProtocol.notAwaited(record);
    }
    return MessageOutcome.of(List.of());
  }

  /**
   * A credential that proves that the request arrived, even where its own call hasn't returned yet.
   *
   * @throws Refusal if the record doesn't wait for a credential
   */
  static MessageOutcome<IssuanceRecord> issued(
      IssuanceRecord record, Message message, Instant now) {
    return switch (record.state()) {
      case REQUEST_PENDING, REQUEST_GENERATED, REQUEST_SENT -> judged(record, message, now);
      case CREDENTIAL_RECEIVED -> {
        if (!JwtAttachment.repeats(record.credential(), message)) {
          throw IssuanceProtocol.notAwaited(record);
        }
        yield MessageOutcome.of(List.of());
      }
      default -> throw IssuanceProtocol.notAwaited(record);
    };
  }

  private static MessageOutcome<IssuanceRecord> judged(
      IssuanceRecord record, Message message, Instant now) {
    try {
      var jwt = JwtAttachment.read(message);
      IssuanceChecks.credential(record, jwt);
      var requested = record.sent(now);
      var received =
          requested.issued(Optional.empty(), jwt).moved(IssuanceState.CREDENTIAL_RECEIVED, now);
      return MessageOutcome.of(
          requested.state() == record.state() ? List.of(received) : List.of(requested, received));
    } catch (MalformedException | InvalidCredentialException e) {
      var refusal =
          Refusal.of(400, "CredentialServiceError:CredentialValidationError", e.getMessage());
      return new MessageOutcome<>(List.of(record.noted(refusal, now)), Optional.of(refusal));
    }
  }
}

package duet.embedded.protocol;

import duet.credential.StatusEntry;
import duet.didcomm.KeyId;
import duet.didcomm.Message;
import duet.didcomm.Unpacked;
import duet.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Issue-credential 3.0 as Cloud Agents speak it, with these differences. A message counts only from
 * the DID of its thread, an offer only from the peer of the connection that it comes by. A wrong
 * request is refused as it arrives, and the issuer's record keeps the reason. A holder takes a
 * credential only about the subject that it asked for, but also one that overtakes its own
 * bookkeeping. A message that is repeated is taken without effect.
 */
public final class IssuanceProtocol implements ThreadProtocol<IssuanceRecord> {

  private static final String NOT_THERE = "RecordNotFoundForThreadIdAndStates";

  /**
   * The holder's record once its request is to be made.
   *
   * @throws Refusal with 404 if it doesn't wait for that
   */
  public static IssuanceRecord accepted(IssuanceRecord holder, Signer subject, Instant now) {
    return in(holder, IssuanceState.OFFER_RECEIVED)
        .about(subject)
        .moved(IssuanceState.REQUEST_PENDING, now);
  }

  /**
   * The issuer's record once its credential is to be made.
   *
   * @throws Refusal with 404 if it doesn't wait for that
   */
  public static IssuanceRecord approved(IssuanceRecord issuer, Instant now) {
    return in(issuer, IssuanceState.REQUEST_RECEIVED).moved(IssuanceState.CREDENTIAL_PENDING, now);
  }

  /** The holder's record with its signed request; unchanged if it needs none any more. */
  public static IssuanceRecord generated(IssuanceRecord holder, String jwt, Instant now) {
    return holder.state() == IssuanceState.REQUEST_PENDING
        ? holder.requestedWith(jwt).moved(IssuanceState.REQUEST_GENERATED, now)
        : holder;
  }

  /** The issuer's record with its signed credential; unchanged if it needs none any more. */
  public static IssuanceRecord generated(
      IssuanceRecord issuer, Optional<StatusEntry> status, String jwt, Instant now) {
    return issuer.state() == IssuanceState.CREDENTIAL_PENDING
        ? issuer.issued(status, jwt).moved(IssuanceState.CREDENTIAL_GENERATED, now)
        : issuer;
  }

  /**
   * @param state of the record that was found, and can't be used
   */
  public static Refusal notFound(String id, Optional<RecordState> state) {
    return Refusal.of(
        404,
        "CredentialServiceError:RecordNotFound",
        "The requested record was not found: recordId=%s, state=%s"
            .formatted(
                SafeText.excerpt(id), state.map(s -> "Some(" + s.wire() + ")").orElse("None")));
  }

  @Override
  public Set<String> receives() {
    return Set.of(IssuanceMessages.OFFER, IssuanceMessages.REQUEST, IssuanceMessages.CREDENTIAL);
  }

  @Override
  public Refusal unknownThread(String thid) {
    return notThere(thid, "None");
  }

  @Override
  public Optional<IssuanceRecord> begin(
      String wallet, String id, Unpacked incoming, Optional<String> peer, Instant now) {
    var message = incoming.message();
    if (!message.type().equals(IssuanceMessages.OFFER) || peer.isEmpty()) {
      return Optional.empty();
    }
    var ownDid = KeyId.did(incoming.recipientKid());
    IncomingMessage.requireAddressedTo(ownDid, incoming);
    if (!message.from().equals(peer)) {
      throw IncomingMessage.untrusted("The offer does not come from the peer of this connection");
    }
    return Optional.of(IssuanceRecord.received(wallet, id, ownDid, message, now));
  }

  @Override
  public MessageOutcome<IssuanceRecord> receive(
      IssuanceRecord record, Unpacked incoming, Instant now) {
    var message = incoming.message();
    IncomingMessage.requireAddressedTo(record.ownDid(), incoming);
    if (record.theirDid().isPresent() && !record.theirDid().equals(message.from())) {
      throw IncomingMessage.untrusted("The message does not come from the peer of this thread");
    }
    return switch (message.type()) {
      case IssuanceMessages.OFFER -> HolderRules.offeredAgain(record, message);
      case IssuanceMessages.REQUEST -> IssuerRules.requested(record, message, now);
      default -> HolderRules.issued(record, message, now);
    };
  }

  /** What only a key can make is made before; see {@link #generated}. */
  @Override
  public List<IssuanceRecord> prepared(IssuanceRecord record, Instant now) {
    return switch (record.state()) {
      case OFFER_PENDING, REQUEST_GENERATED, CREDENTIAL_GENERATED ->
          List.of(record.with(record.progress().attempted()));
      default -> List.of(record);
    };
  }

  @Override
  public Message toSend(IssuanceRecord record, String messageId, Instant now) {
    return IssuanceMessages.of(record, messageId, now);
  }

  @Override
  public IssuanceRecord sent(IssuanceRecord record, Instant now) {
    return record.sent(now);
  }

  @Override
  public IssuanceRecord unanswered(IssuanceRecord record, SendFailure failure, Instant now) {
    return record.pending() ? record.with(record.progress().failed(failure, now)) : record;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where the peer has no record that waits for this request or credential, and an earlier
   * attempt was never answered, that one arrived, so this is a delivery.
   */
  @Override
  public IssuanceRecord refused(
      IssuanceRecord record, int status, String answer, SendFailure failure, Instant now) {
    if (!record.pending()) {
      return record;
    }
    var answered = record.with(record.progress().answered());
    boolean alreadyThere =
        status == 404
            && answer.contains(NOT_THERE)
            && record.state() != IssuanceState.OFFER_PENDING
            && answered.progress().unanswered() > 0;
    return alreadyThere
        ? sent(answered, now)
        : answered.with(answered.progress().failed(failure, now));
  }

  private static IssuanceRecord in(IssuanceRecord record, IssuanceState state) {
    if (record.state() != state) {
      throw notFound(record.id(), Optional.of(record.state()));
    }
    return record;
  }

  /** Refuses a message that the record of its thread doesn't wait for. */
  static Refusal notAwaited(IssuanceRecord record) {
    return notThere(record.thid(), "Some(" + record.state().wire() + ")");
  }

  private static Refusal notThere(String thid, String state) {
    return Refusal.of(
        404,
        "CredentialServiceError:" + NOT_THERE,
        "There is no credential record of this thread that waits for this message: thid=%s, state=%s"
            .formatted(SafeText.shorten(thid, IncomingMessage.MAX_QUOTED), state));
  }
}

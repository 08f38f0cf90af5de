package duet.embedded.protocol;

import duet.didcomm.KeyId;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.didcomm.Unpacked;
import duet.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Present-proof 3.0 as Cloud Agents speak it, with these differences. A message counts only from
 * the DID of its thread, since whoever knows a thread's id could answer for the prover otherwise; a
 * request only from the peer of the connection that it comes by. A second presentation does not
 * reopen a record, since it would undo a verdict. A message that is repeated is taken without
 * effect. A prover that is told that its presentation failed keeps the reason.
 */
public final class PresentationProtocol implements ThreadProtocol<PresentationRecord> {

  private static final String NAMESPACE = "Presentation:";

  /**
   * The prover's record once its presentation is to be made.
   *
   * @param credentials the ids of the records whose credentials it presents
   * @throws Refusal with 400 if it doesn't wait for that
   */
  public static PresentationRecord accepted(
      PresentationRecord prover, List<String> credentials, Instant now) {
    return in(prover, PresentationState.REQUEST_RECEIVED)
        .of(credentials)
        .moved(PresentationState.PRESENTATION_PENDING, now);
  }

  /**
   * The prover's record of a request that is declined.
   *
   * @throws Refusal with 400 if it doesn't wait for that
   */
  public static PresentationRecord declined(PresentationRecord prover, Instant now) {
    return in(prover, PresentationState.REQUEST_RECEIVED)
        .moved(PresentationState.REQUEST_REJECTED, now);
  }

  /**
   * The verifier's record of a verified presentation, once somebody decided about it.
   *
   * @throws Refusal with 400 if it doesn't wait for that
   */
  public static PresentationRecord decided(
      PresentationRecord verifier, boolean accepted, Instant now) {
    if (!verifier.verifier() || verifier.presentation().isEmpty()) {
      throw flow("No request found for this record: " + verifier.id());
    }
    return in(verifier, PresentationState.PRESENTATION_VERIFIED)
        .moved(
            accepted
                ? PresentationState.PRESENTATION_ACCEPTED
                : PresentationState.PRESENTATION_REJECTED,
            now);
  }

  /** The prover's record with its signed presentation; unchanged if it needs none any more. */
  public static PresentationRecord generated(PresentationRecord prover, String jwt, Instant now) {
    return prover.state() == PresentationState.PRESENTATION_PENDING
        ? prover.presented(jwt).moved(PresentationState.PRESENTATION_GENERATED, now)
        : prover;
  }

  /**
   * The verifier's record with the verdict; unchanged if there is one already.
   *
   * @param flaw what is wrong with the presentation; empty if nothing is
   */
  public static PresentationRecord judged(
      PresentationRecord verifier, Optional<String> flaw, Instant now) {
    if (verifier.state() != PresentationState.PRESENTATION_RECEIVED) {
      return verifier;
    }
    return flaw.map(
            reason ->
                verifier
                    .moved(PresentationState.PRESENTATION_VERIFICATION_FAILED, now)
                    .noted(
                        Refusal.of(400, NAMESPACE + "PresentationVerificationError", reason), now))
        .orElseGet(() -> verifier.moved(PresentationState.PRESENTATION_VERIFIED, now));
  }

  @Override
  public Set<String> receives() {
    return Set.of(
        PresentationMessages.REQUEST, PresentationMessages.PRESENTATION, ProblemReport.TYPE);
  }

  /** A problem report names the thread as its parent. */
  @Override
  public String thread(Message message) {
    return message.type().equals(ProblemReport.TYPE)
        ? message.pthid().orElseGet(() -> IncomingMessage.thid(message))
        : IncomingMessage.thid(message);
  }

  @Override
  public Refusal unknownThread(String thid) {
    return Refusal.of(
        404,
        NAMESPACE + "ThreadIdNotFound",
        "Thread Id not found: " + SafeText.shorten(thid, IncomingMessage.MAX_QUOTED));
  }

  @Override
  public Optional<PresentationRecord> begin(
      String wallet, String id, Unpacked incoming, Optional<String> peer, Instant now) {
    var message = incoming.message();
    if (!message.type().equals(PresentationMessages.REQUEST) || peer.isEmpty()) {
      return Optional.empty();
    }
    var ownDid = KeyId.did(incoming.recipientKid());
    IncomingMessage.requireAddressedTo(ownDid, incoming);
    if (!message.from().equals(peer)) {
      throw IncomingMessage.untrusted("The request does not come from the peer of this connection");
    }
    return Optional.of(PresentationRecord.received(wallet, id, ownDid, message, now));
  }

  @Override
  public MessageOutcome<PresentationRecord> receive(
      PresentationRecord record, Unpacked incoming, Instant now) {
    var message = incoming.message();
    IncomingMessage.requireAddressedTo(record.ownDid(), incoming);
    if (record.theirDid().isPresent() && !record.theirDid().equals(message.from())) {
      throw IncomingMessage.untrusted("The message does not come from the peer of this thread");
    }
    return switch (message.type()) {
      case PresentationMessages.REQUEST -> requestedAgain(record, message);
      case PresentationMessages.PRESENTATION -> presented(record, message, now);
      default -> reported(record, message, now);
    };
  }

  /** What only a key can make, and what only others know, is made before. */
  @Override
  public List<PresentationRecord> prepared(PresentationRecord record, Instant now) {
    return switch (record.state()) {
      case REQUEST_PENDING, PRESENTATION_GENERATED ->
          List.of(record.with(record.progress().attempted()));
      default -> List.of(record);
    };
  }

  @Override
  public Message toSend(PresentationRecord record, String messageId, Instant now) {
    return PresentationMessages.of(record, messageId, now);
  }

  @Override
  public PresentationRecord sent(PresentationRecord record, Instant now) {
    return record.sent(now);
  }

  /** A report that doesn't arrive leaves the verdict, and its reason, as they are. */
  @Override
  public PresentationRecord unanswered(
      PresentationRecord record, SendFailure failure, Instant now) {
    return record.state().pending() ? record.with(record.progress().failed(failure, now)) : record;
  }

  /** Without a verdict a presentation isn't believed: a true agent leaves it received for ever. */
  @Override
  public PresentationRecord givenUp(PresentationRecord record, SendFailure failure, Instant now) {
    return record.state() == PresentationState.PRESENTATION_RECEIVED
        ? judged(record, Optional.of(failure.detail()), now)
        : unanswered(record, failure, now);
  }

  /** A report counts as delivered: true agents refuse all, and it is no use to repeat one. */
  @Override
  public PresentationRecord refused(
      PresentationRecord record, int status, String answer, SendFailure failure, Instant now) {
    return record.state().pending()
        ? record.with(record.progress().answered().failed(failure, now))
        : record.sent(now);
  }

  private static MessageOutcome<PresentationRecord> requestedAgain(
      PresentationRecord record, Message message) {
    if (record.verifier() || !record.request().equals(PresentationRequest.of(message))) {
      throw notAwaited(record);
    }
    return MessageOutcome.of(List.of());
  }

  private static MessageOutcome<PresentationRecord> presented(
      PresentationRecord record, Message message, Instant now) {
    if (!record.verifier()) {
      throw notAwaited(record);
    }
    if (!record.state().awaiting()) {
      if (!JwtAttachment.repeats(record.presentation(), message)) {
        throw notAwaited(record);
      }
      return MessageOutcome.of(List.of());
    }
    if (record.invitation().filter(invitation -> invitation.expired(now)).isPresent()) {
      return expired(record, now);
    }
    return arrived(record, message, now);
  }

  /** A presentation proves that the request arrived, even where its own call is under way. */
  private static MessageOutcome<PresentationRecord> arrived(
      PresentationRecord record, Message message, Instant now) {
    try {
      var jwt = JwtAttachment.read(message);
      var requested = record.sent(now).answeredBy(message.from().orElseThrow());
      var received = requested.presented(jwt).moved(PresentationState.PRESENTATION_RECEIVED, now);
      return MessageOutcome.of(
          requested.state() == record.state() ? List.of(received) : List.of(requested, received));
    } catch (MalformedException e) {
      var refusal =
          Refusal.of(
              400,
              NAMESPACE + "PresentationDecodingError",
              "Invalid presentation: " + e.getMessage());
      return new MessageOutcome<>(List.of(record.noted(refusal, now)), Optional.of(refusal));
    }
  }

  private static MessageOutcome<PresentationRecord> expired(
      PresentationRecord record, Instant now) {
    var refusal =
        Refusal.of(
            400,
            NAMESPACE + "InvitationExpired",
            "The provided invitation has expired: invitationId=" + record.thid());
    var dead = record.moved(PresentationState.INVITATION_EXPIRED, now).noted(refusal, now);
    return new MessageOutcome<>(List.of(dead), Optional.of(refusal));
  }

  /**
   * A report proves that a presentation arrived, too. A verifier takes one only while it waits for
   * the peer that it asked: it must not cover the reason of a verdict.
   */
  private static MessageOutcome<PresentationRecord> reported(
      PresentationRecord record, Message message, Instant now) {
    var report = ProblemReport.of(message).orElseThrow();
    if (record.verifier() && (!record.state().awaiting() || record.theirDid().isEmpty())) {
      throw notAwaited(record);
    }
    var failure =
        Refusal.of(400, NAMESPACE + "ProblemReport", "The peer reports a problem: " + report);
    var before =
        record.state() == PresentationState.PRESENTATION_GENERATED ? record.sent(now) : record;
    return MessageOutcome.of(List.of(before.noted(failure, now)));
  }

  private static PresentationRecord in(PresentationRecord record, PresentationState state) {
    if (record.state() != state) {
      throw flow("Invalid protocol state for operation: " + record.state().wire());
    }
    return record;
  }

  private static Refusal flow(String detail) {
    return Refusal.of(400, NAMESPACE + "InvalidFlowStateError", detail);
  }

  private static Refusal notAwaited(PresentationRecord record) {
    return flow("Invalid protocol state for operation: " + record.state().wire());
  }
}

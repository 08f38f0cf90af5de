package duet.embedded.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.didcomm.Message;
import duet.didcomm.Unpacked;
import duet.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Connections 1.0 as Cloud Agents speak it, with one difference: a message counts only if it is
 * authenticated and its sender's key belongs to its {@code from}, and a response only if it comes
 * from the DID that the invitation named.
 */
public final class ConnectionProtocol {

  public static final String REQUEST = "https://atalaprism.io/mercury/connections/1.0/request";
  public static final String RESPONSE = "https://atalaprism.io/mercury/connections/1.0/response";

  /** Of a peer's words, in characters. */
  private static final int MAX_QUOTED = 200;

  private static final Duration VALIDITY = Duration.ofSeconds(1000);

  private ConnectionProtocol() {}

  /** The inviter's record of a new invitation. */
  public static ConnectionRecord invited(
      String wallet, Invitation invitation, Optional<String> label, Instant now) {
    return new ConnectionRecord(
        wallet,
        invitation.id(),
        true,
        ConnectionRecordState.INVITATION_GENERATED,
        invitation,
        invitation.from(),
        Optional.empty(),
        label,
        now,
        Optional.empty(),
        ConnectionRecord.RETRIES,
        Optional.empty(),
        0);
  }

  /** The invitee's record of an invitation that it received. */
  public static ConnectionRecord received(
      String wallet, String id, Invitation invitation, String ownDid, Instant now) {
    return new ConnectionRecord(
        wallet,
        id,
        false,
        ConnectionRecordState.INVITATION_RECEIVED,
        invitation,
        ownDid,
        Optional.of(invitation.from()),
        Optional.empty(),
        now,
        Optional.empty(),
        ConnectionRecord.RETRIES,
        Optional.empty(),
        0);
  }

  /** The invitee's record once its request is to be sent. */
  public static ConnectionRecord accepted(ConnectionRecord invitee, Instant now) {
    return invitee.moved(ConnectionRecordState.CONNECTION_REQUEST_PENDING, now);
  }

  /**
   * The thread that an incoming message belongs to.
   *
   * @throws Refusal if the message can't be one for a connection
   */
  public static String thread(Unpacked incoming) {
    if (!incoming.authenticated()) {
      throw untrusted("The message is anonymous: only an authenticated one counts");
    }
    Message message = incoming.message();
    if (!message.type().equals(REQUEST) && !message.type().equals(RESPONSE)) {
      throw Refusal.of(
          422,
          "DIDCommControllerError:UnsupportedMessageType",
          "This agent supports connection requests and responses, not messages of type "
              + SafeText.shorten(message.type(), MAX_QUOTED));
    }
    return message.thid().orElseThrow(() -> unknownThread("none"));
  }

  /** Refuses a message whose thread has no record here. */
  public static Refusal unknownThread(String thid) {
    return Refusal.of(
        404,
        "ConnectionServiceError:ThreadIdNotFound",
        "There is no connection record matching the provided identifier: thid="
            + SafeText.shorten(thid, MAX_QUOTED));
  }

  /**
   * What an incoming message makes of the record of its {@link #thread}.
   *
   * @param expiry how old an invitation may be when its request arrives
   * @throws Refusal if the message is not for this record in this state; nothing changes then
   */
  public static MessageOutcome receive(
      ConnectionRecord record, Unpacked incoming, Instant now, Duration expiry) {
    Message message = incoming.message();
    checkAddressing(record, incoming, message);
    return message.type().equals(REQUEST)
        ? requested(record, message, now, expiry)
        : answered(record, message, now);
  }

  /** The record of a request that arrived, once its response is to be sent. */
  public static ConnectionRecord responding(ConnectionRecord inviter, Instant now) {
    return inviter.moved(ConnectionRecordState.CONNECTION_RESPONSE_PENDING, now);
  }

  /** The message that a pending record has to send. */
  public static Message toSend(ConnectionRecord record, String messageId, Instant now) {
    return new Message(
        messageId,
        record.inviter() ? RESPONSE : REQUEST,
        Optional.of(record.ownDid()),
        List.of(record.theirDid().orElseThrow()),
        Optional.of(record.thid()),
        Optional.of(record.thid()),
        Optional.of(now.getEpochSecond()),
        Optional.of(now.plus(VALIDITY).getEpochSecond()),
        body(record.invitation()),
        List.of());
  }

  /**
   * A pending record once an attempt to send its message begins. It is to be stored before the
   * first byte leaves, so that an agent that is killed meanwhile knows later that it may have
   * arrived.
   */
  public static ConnectionRecord attempting(ConnectionRecord record) {
    return record.state().pending() ? record.attempted() : record;
  }

  /** The record after its message was delivered; unchanged if the peer's answer overtook that. */
  public static ConnectionRecord sent(ConnectionRecord record, Instant now) {
    return switch (record.state()) {
      case CONNECTION_REQUEST_PENDING ->
          record.moved(ConnectionRecordState.CONNECTION_REQUEST_SENT, now);
      case CONNECTION_RESPONSE_PENDING ->
          record.moved(ConnectionRecordState.CONNECTION_RESPONSE_SENT, now);
      default -> record;
    };
  }

  /**
   * The record after an attempt to send got no answer; unchanged if the peer's message overtook
   * that.
   */
  public static ConnectionRecord unanswered(
      ConnectionRecord record, SendFailure failure, Instant now) {
    return record.state().pending() ? record.failed(failure, now) : record;
  }

  /**
   * The record after the peer refused its message; unchanged if the peer's message overtook that.
   *
   * @param status and answer, the peer's HTTP response. Where it says that the peer is past the
   *     state in which it would accept this message, and an earlier attempt was never answered,
   *     that one arrived, so this is a delivery; otherwise somebody else took the invitation.
   */
  public static ConnectionRecord refused(
      ConnectionRecord record, int status, String answer, SendFailure failure, Instant now) {
    if (!record.state().pending()) {
      return record;
    }
    boolean alreadyThere =
        status == 400
            && answer.contains("error:ConnectionServiceError:InvalidStateForOperation")
            && !answer.contains("state=InvitationExpired");
    var answered = record.answered();
    return alreadyThere && answered.unanswered() > 0
        ? sent(answered, now)
        : answered.failed(failure, now);
  }

  private static void checkAddressing(ConnectionRecord record, Unpacked incoming, Message message) {
    if (!message.to().equals(List.of(record.ownDid()))) {
      throw untrusted("The message is not addressed to the DID of this thread alone");
    }
    if (!incoming.recipientKid().startsWith(record.ownDid() + "#")) {
      throw untrusted("The message is encrypted for another DID than the one of this thread");
    }
  }

  private static MessageOutcome requested(
      ConnectionRecord record, Message message, Instant now, Duration expiry) {
    if (record.inviter()
        && record.state() == ConnectionRecordState.CONNECTION_RESPONSE_PENDING
        && record.theirDid().equals(message.from())) {
      return new MessageOutcome(List.of(), Optional.of(invalidState(record)));
    }
    if (!record.inviter() || record.state() != ConnectionRecordState.INVITATION_GENERATED) {
      throw invalidState(record);
    }
    if (now.isAfter(record.createdAt().plus(expiry))) {
      return new MessageOutcome(
          List.of(record.moved(ConnectionRecordState.INVITATION_EXPIRED, now)),
          Optional.of(
              Refusal.of(
                  400,
                  "ConnectionServiceError:InvitationExpired",
                  "The provided invitation has expired: invitationId=" + record.thid())));
    }
    return MessageOutcome.of(
        record
            .answeredBy(message.from().orElseThrow())
            .moved(ConnectionRecordState.CONNECTION_REQUEST_RECEIVED, now));
  }

  /** A response proves that the request arrived, even where its own call hasn't returned yet. */
  private static MessageOutcome answered(ConnectionRecord record, Message message, Instant now) {
    if (record.inviter()) {
      throw invalidState(record);
    }
    if (!message.from().equals(record.theirDid())) {
      throw untrusted("The response does not come from the DID that the invitation named");
    }
    return switch (record.state()) {
      case CONNECTION_REQUEST_PENDING -> {
        var sent = sent(record, now);
        yield MessageOutcome.of(
            sent, sent.moved(ConnectionRecordState.CONNECTION_RESPONSE_RECEIVED, now));
      }
      case CONNECTION_REQUEST_SENT ->
          MessageOutcome.of(record.moved(ConnectionRecordState.CONNECTION_RESPONSE_RECEIVED, now));
      default -> throw invalidState(record);
    };
  }

  private static ObjectNode body(Invitation invitation) {
    var body = JsonNodeFactory.instance.objectNode();
    invitation.goalCode().ifPresent(code -> body.put("goal_code", code));
    invitation.goal().ifPresent(goal -> body.put("goal", goal));
    body.putArray("accept");
    return body;
  }

  private static Refusal invalidState(ConnectionRecord record) {
    return Refusal.of(
        400,
        "ConnectionServiceError:InvalidStateForOperation",
        "The operation is not allowed for the current connection record state: state="
            + record.state().wire());
  }

  private static Refusal untrusted(String detail) {
    return Refusal.of(403, "DIDCommControllerError:UntrustedMessage", detail);
  }
}

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
import java.util.Set;

/**
 * Connections 1.0 as Cloud Agents speak it, with one difference: a message counts only if it is
 * authenticated and its sender's key belongs to its {@code from}, and a response only if it comes
 * from the DID that the invitation named.
 */
public final class ConnectionProtocol implements ThreadProtocol<ConnectionRecord> {

  public static final String REQUEST = "https://atalaprism.io/mercury/connections/1.0/request";
  public static final String RESPONSE = "https://atalaprism.io/mercury/connections/1.0/response";

  private static final Duration VALIDITY = Duration.ofSeconds(1000);

  private final Duration expiry;

  /**
   * @param expiry how old an invitation may be when its request arrives
   */
  public ConnectionProtocol(Duration expiry) {
    this.expiry = expiry;
  }

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
   * A connection over which other protocols can run.
   *
   * @throws Refusal if it isn't there yet
   */
  public static ConnectionRecord established(ConnectionRecord record) {
    if (record.state() != ConnectionRecordState.CONNECTION_RESPONSE_SENT
        && record.state() != ConnectionRecordState.CONNECTION_RESPONSE_RECEIVED) {
      throw invalidState(record);
    }
    return record;
  }

  @Override
  public Set<String> receives() {
    return Set.of(REQUEST, RESPONSE);
  }

  @Override
  public Refusal unknownThread(String thid) {
    return Refusal.of(
        404,
        "ConnectionServiceError:ThreadIdNotFound",
        "There is no connection record matching the provided identifier: thid="
            + SafeText.shorten(thid, IncomingMessage.MAX_QUOTED));
  }

  @Override
  public MessageOutcome<ConnectionRecord> receive(
      ConnectionRecord record, Unpacked incoming, Instant now) {
    Message message = incoming.message();
    IncomingMessage.requireAddressedTo(record.ownDid(), incoming);
    return message.type().equals(REQUEST)
        ? requested(record, message, now)
        : answered(record, message, now);
  }

  /** A request that arrived turns into a response to send; final records stay as they are. */
  @Override
  public List<ConnectionRecord> prepared(ConnectionRecord record, Instant now) {
    var pending =
        record.state() == ConnectionRecordState.CONNECTION_REQUEST_RECEIVED
            ? record.moved(ConnectionRecordState.CONNECTION_RESPONSE_PENDING, now)
            : record;
    return List.of(pending.pending() ? pending.attempted() : pending);
  }

  @Override
  public Message toSend(ConnectionRecord record, String messageId, Instant now) {
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

  @Override
  public ConnectionRecord sent(ConnectionRecord record, Instant now) {
    return switch (record.state()) {
      case CONNECTION_REQUEST_PENDING ->
          record.moved(ConnectionRecordState.CONNECTION_REQUEST_SENT, now);
      case CONNECTION_RESPONSE_PENDING ->
          record.moved(ConnectionRecordState.CONNECTION_RESPONSE_SENT, now);
      default -> record;
    };
  }

  @Override
  public ConnectionRecord unanswered(ConnectionRecord record, SendFailure failure, Instant now) {
    return record.state().pending() ? record.failed(failure, now) : record;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where the peer says that it is past the state in which it would accept this message, and an
   * earlier attempt was never answered, that one arrived, so this is a delivery; otherwise somebody
   * else took the invitation.
   */
  @Override
  public ConnectionRecord refused(
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

  private MessageOutcome<ConnectionRecord> requested(
      ConnectionRecord record, Message message, Instant now) {
    if (record.inviter()
        && record.state() == ConnectionRecordState.CONNECTION_RESPONSE_PENDING
        && record.theirDid().equals(message.from())) {
      return new MessageOutcome<>(List.of(), Optional.of(invalidState(record)));
    }
    if (!record.inviter() || record.state() != ConnectionRecordState.INVITATION_GENERATED) {
      throw invalidState(record);
    }
    if (now.isAfter(record.createdAt().plus(expiry))) {
      return new MessageOutcome<>(
          List.of(record.moved(ConnectionRecordState.INVITATION_EXPIRED, now)),
          Optional.of(
              Refusal.of(
                  400,
                  "ConnectionServiceError:InvitationExpired",
                  "The provided invitation has expired: invitationId=" + record.thid())));
    }
    return MessageOutcome.of(
        List.of(
            record
                .answeredBy(message.from().orElseThrow())
                .moved(ConnectionRecordState.CONNECTION_REQUEST_RECEIVED, now)));
  }

  /** A response proves that the request arrived, even where its own call hasn't returned yet. */
  private MessageOutcome<ConnectionRecord> answered(
      ConnectionRecord record, Message message, Instant now) {
    if (record.inviter()) {
      throw invalidState(record);
    }
    if (!message.from().equals(record.theirDid())) {
      throw IncomingMessage.untrusted(
          "The response does not come from the DID that the invitation named");
    }
    return switch (record.state()) {
      case CONNECTION_REQUEST_PENDING -> {
        var sent = sent(record, now);
        yield MessageOutcome.of(
            List.of(sent, sent.moved(ConnectionRecordState.CONNECTION_RESPONSE_RECEIVED, now)));
      }
      case CONNECTION_REQUEST_SENT ->
          MessageOutcome.of(
              List.of(record.moved(ConnectionRecordState.CONNECTION_RESPONSE_RECEIVED, now)));
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
}

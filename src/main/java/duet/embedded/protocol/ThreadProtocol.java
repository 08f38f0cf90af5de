package duet.embedded.protocol;

import duet.didcomm.Message;
import duet.didcomm.Unpacked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is specific to a protocol: what its messages make of a record, and which messages a record
 * has to send. Pure, and safe for many threads.
 *
 * @param <R> a side's record
 */
public interface ThreadProtocol<R extends ThreadRecord> {

  /** The types of the messages that it takes. */
  Set<String> receives();

  /** The id of the thread that an incoming message belongs to, or begins. */
  default String thread(Message message) {
    return IncomingMessage.thid(message);
  }

  /** Refuses a message whose thread has no record here. */
  Refusal unknownThread(String thid);

  /**
   * The record that an incoming message begins; empty if it can't begin a thread.
   *
   * @param id for the record
   * @param peer of the connection whose DID the message was sent to; empty if it is not a
   *     connection's
   * @throws Refusal if the message could begin one, but is not to be believed
   */
  default Optional<R> begin(
      String wallet, String id, Unpacked incoming, Optional<String> peer, Instant now) {
    return Optional.empty();
  }

  /**
   * What an incoming message makes of the record of its thread.
   *
   * @throws Refusal if the message is not for this record in this state; nothing changes then
   */
  MessageOutcome<R> receive(R record, Unpacked incoming, Instant now);

  /**
   * The states that a pending record goes through until its message can be sent, the last one with
   * the attempt noted. It is to be stored before the first byte leaves, so that an agent that is
   * killed meanwhile knows later that the message may have arrived.
   */
  List<R> prepared(R record, Instant now);

  /** The message that a pending record has to send. */
  Message toSend(R record, String messageId, Instant now);

  /** The record after its message was delivered; unchanged if the peer's answer overtook that. */
  R sent(R record, Instant now);

  /**
   * The record after an attempt to send got no answer; unchanged if the peer's message overtook
   * that.
   */
  R unanswered(R record, SendFailure failure, Instant now);

  /** The record after the last attempt to prepare its message failed. */
  default R givenUp(R record, SendFailure failure, Instant now) {
    return unanswered(record, failure, now);
  }

  /**
   * The record after the peer refused its message; unchanged if the peer's message overtook that.
   *
   * @param status and answer, the peer's HTTP response
   */
  R refused(R record, int status, String answer, SendFailure failure, Instant now);
}

package duet.embedded.server;

import duet.didcomm.Envelope;
import duet.didcomm.EnvelopeException;
import duet.didcomm.EnvelopeException.Fault;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.MessageRoute;
import duet.didcomm.PeerDid;
import duet.didcomm.PrivateKeys;
import duet.didcomm.ProblemReport;
import duet.didcomm.Reply;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import duet.embedded.store.PeerKeys;
import duet.text.SafeText;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Encrypts messages and sends them to their peers, through mediators where a peer's DID says so. A
 * success status counts only if the answer isn't a problem report. Safe for many threads.
 */
final class MessageSender {

  private static final int SHOWN = 120;

  private final RequestSender sender;
  private final PrivateKeys secrets;
  private final Consumer<MessageTrace> tracing;

  /**
   * @param secrets open what is answered
   * @param tracing called with each message before it is sent
   */
  MessageSender(RequestSender sender, PrivateKeys secrets, Consumer<MessageTrace> tracing) {
    this.sender = sender;
    this.secrets = secrets;
    this.tracing = tracing;
  }

  /**
   * Sends a message once, encrypted anew. The future never fails.
   *
   * @param keys of the DID that the message is from
   * @param to the peer's DID
   */
  CompletableFuture<SendResult> send(Message message, PeerKeys keys, String to) {
    try {
      var peer = PeerDid.parse(to);
      var route = MessageRoute.to(peer);
      var plaintext = message.toJson();
      var kid = keys.did().agreementKey().id();
      var envelope = Envelope.authcrypt(plaintext, kid, keys.agreement(), peer.agreementKey());
      var request =
          new OutgoingRequest(
              route.address(),
              message.type(),
              Map.of("Content-Type", Envelope.MEDIA_TYPE),
              route.wrap(envelope));
      tracing.accept(new MessageTrace(MessageTrace.Direction.SENT, plaintext, request.body()));
      return sender.send(request).thenApply(result -> read(result, route));
    } catch (MalformedException e) {
      return CompletableFuture.completedFuture(SendResult.unreachable(e.getMessage()));
    }
  }

  private SendResult read(SendResult result, MessageRoute route) {
    if (!result.delivered()) {
      return result;
    }
    var who = route.mediator().isPresent() ? "mediator" : "peer";
    try {
      return Reply.read(result.answer(), secrets)
          .flatMap(reply -> problem(reply, route))
          .map(problem -> result.refused("The " + who + " answered with " + problem))
          .orElse(result);
    } catch (EnvelopeException e) {
      return e.fault() == Fault.MALFORMED
          ? unreadable(result, route)
          : result.refused("The " + who + "'s answer can't be trusted: " + e.getMessage());
    } catch (MalformedException e) {
      return unreadable(result, route);
    }
  }

  /** A peer's agent may answer with anything; what answers so is not a mediator. */
  private static SendResult unreadable(SendResult result, MessageRoute route) {
    return route.mediator().isEmpty()
        ? result
        : result.refused(
            "The mediator's answer is not a DIDComm message: [%d] - %s"
                .formatted(result.status(), SafeText.excerpt(result.answer(), SHOWN)));
  }

  private static Optional<String> problem(Reply reply, MessageRoute route) {
    var expected = route.mediator().orElse(route.recipient());
    var author = reply.author();
    var doubt =
        author.isEmpty()
            ? " (unsigned)"
            : author.get().equals(expected) ? "" : " (signed by another DID)";
    return ProblemReport.of(reply.message())
        .map(report -> "a problem report" + doubt + ": " + report);
  }
}

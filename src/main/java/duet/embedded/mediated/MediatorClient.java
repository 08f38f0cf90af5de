package duet.embedded.mediated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Envelope;
import duet.didcomm.EnvelopeException;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.ProblemReport;
import duet.didcomm.Reply;
import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import duet.embedded.store.Mediation;
import duet.text.SafeText;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks a mediator, as one of its accounts, and reads what it answers in the HTTP response. */
final class MediatorClient {

  private final RequestSender sender;
  private final Mediation account;
  private final URI address;
  private final Clock clock;

  MediatorClient(RequestSender sender, Mediation account, URI address, Clock clock) {
    this.sender = sender;
    this.account = account;
    this.address = address;
    this.clock = clock;
  }

  /**
   * Sends a message and waits for its answer, as long as the sender lets a call take.
   *
   * @return empty if the mediator took it without a word
   * @throws MediatorException if it gave no answer, another's, or a problem report
   */
  Optional<Message> ask(String type, ObjectNode body) {
    var result = sender.send(request(type, body)).join();
    if (!result.delivered()) {
      throw new MediatorException(this + " did not take a message: " + words(result));
    }
    return reply(result);
  }

  private OutgoingRequest request(String type, ObjectNode body) {
    var host = account.host();
    var message =
        new Message(
            UUID.randomUUID().toString(),
            type,
            Optional.of(host.did().did()),
            List.of(account.mediator()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(clock.instant().getEpochSecond()),
            Optional.empty(),
            body,
            List.of());
    var envelope =
        Envelope.authcrypt(
            message.toJsonWithReturnRoute(),
            host.did().agreementKey().id(),
            host.agreement(),
            PeerDid.parse(account.mediator()).agreementKeys());
    return new OutgoingRequest(
        address, type, Map.of("Content-Type", Envelope.MEDIA_TYPE), envelope);
  }

  private Optional<Message> reply(SendResult result) {
    var host = account.host();
    var kid = host.did().agreementKey().id();
    Optional<Reply> reply;
    try {
      reply =
          Reply.read(
              result.answer(), id -> Optional.of(host.agreement()).filter(key -> id.equals(kid)));
    } catch (MalformedException | EnvelopeException e) {
      throw new MediatorException(
          "%s answered with what can't be read as a message of its own: %s"
              .formatted(this, e.getMessage()));
    }
    reply
        .filter(message -> !message.author().equals(Optional.of(account.mediator())))
        .ifPresent(
            message -> {
              throw new MediatorException(
                  this
                      + " answered with a message that is not from its DID: another mediator is"
                      + " there, or it was restarted without its keys");
            });
    var message = reply.map(Reply::message);
    message
        .flatMap(ProblemReport::of)
        .ifPresent(
            report -> {
              throw new MediatorException(toString(), report);
            });
    return message;
  }

  private static String words(SendResult result) {
    return result.unanswered()
        ? result.answer() + ". Is it running there?"
        : "HTTP " + result.status() + " " + SafeText.excerpt(result.answer());
  }

  @Override
  public String toString() {
    return "The mediator at " + address;
  }
}

package duet.embedded.mediator;

import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.KeyId;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.embedded.protocol.CoordinateMediation;
import duet.embedded.protocol.CoordinateMediation.Page;
import duet.embedded.protocol.CoordinateMediation.Result;
import duet.embedded.protocol.CoordinateMediation.Update;
import duet.embedded.protocol.DiscoverFeatures;
import duet.embedded.protocol.KeylistEntry;
import duet.embedded.protocol.MediationProblem;
import duet.embedded.protocol.MediatorQuotas;
import duet.embedded.protocol.MediatorReply;
import duet.embedded.protocol.MessagePickup;
import duet.embedded.protocol.MessageQueue;
import duet.embedded.protocol.QueuedMessage;
import duet.embedded.protocol.RoutingRules;
import duet.embedded.protocol.TrustPing;
import duet.embedded.store.MediatorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Does what messages ask for: enrols wallets, takes messages for their DIDs, and gives them out.
 * Everything is stored before it is answered. Safe for many threads.
 */
final class Mediator {

  private final String did;
  private final MediatorStore store;
  private final MediatorQuotas quotas;
  private final Clock clock;
  private final MessageQueue queue;

  /**
   * @param did the mediator's own
   * @param retention how long a message waits
   */
  Mediator(
      String did, MediatorStore store, MediatorQuotas quotas, Duration retention, Clock clock) {
    this.did = did;
    this.store = store;
    this.quotas = quotas;
    this.clock = clock;
    queue = new MessageQueue(quotas, retention);
    store.load(queue);
  }

  /**
   * @param sender the DID that an authcrypt proved; empty for an anoncrypt, whatever it says
   * @return empty if nothing is to be said
   * @throws MediationProblem if the message is refused; nothing changes then
   */
  synchronized Optional<MediatorReply> receive(Message message, Optional<String> sender) {
    var now = clock.instant();
    if (message.expiresTime().filter(end -> end <= now.getEpochSecond()).isPresent()) {
      throw new MediationProblem("e.p.req.time", "The message expired before it arrived.");
    }
    queue.expire(now).forEach(store::forget);
    try {
      return switch (message.type()) {
        case Forward.TYPE -> {
          forward(message, now);
          yield Optional.empty();
        }
        case ProblemReport.TYPE -> Optional.empty();
        case TrustPing.PING -> {
          required(sender);
          yield TrustPing.response(message);
        }
        default -> Optional.of(reply(message, sender, now));
      };
    } catch (MalformedException e) {
      throw MediationProblem.invalid(message.type(), e.getMessage());
    }
  }

  private MediatorReply reply(Message message, Optional<String> sender, Instant now) {
    return switch (message.type()) {
      case DiscoverFeatures.QUERIES -> {
        required(sender);
        yield DiscoverFeatures.disclose(message);
      }
      case CoordinateMediation.MEDIATE_REQUEST -> mediate(required(sender), now);
      case CoordinateMediation.KEYLIST_UPDATE -> updateKeylist(account(sender), message);
      case CoordinateMediation.KEYLIST_QUERY -> keylist(account(sender), Page.of(message));
      case MessagePickup.DELIVERY_REQUEST -> deliver(account(sender), message, now);
      case MessagePickup.STATUS_REQUEST ->
          status(account(sender), MessagePickup.recipientDid(message), now);
      case MessagePickup.MESSAGES_RECEIVED -> acknowledge(account(sender), message, now);
      case MessagePickup.LIVE_DELIVERY_CHANGE -> {
        var account = account(sender);
        MessagePickup.refuseLiveDelivery(message);
        yield status(account, Optional.empty(), now);
      }
      default ->
          throw new MediationProblem(
              "e.p.msg.unsupported", "This mediator doesn't know messages of this type.");
    };
  }

  private static String required(Optional<String> sender) {
    return sender.orElseThrow(
        () ->
            new MediationProblem(
                "e.p.trust.crypto", "The sender is not proved: the message must be an authcrypt."));
  }

  private String account(Optional<String> sender) {
    var account = required(sender);
    if (!store.isEnrolled(account)) {
      throw MediationProblem.notEnrolled(account);
    }
    return account;
  }

  private void forward(Message message, Instant now) {
    var forward = Forward.of(message);
    var recipientDid = KeyId.did(forward.next());
    var account =
        store.owner(recipientDid).orElseThrow(() -> MediationProblem.notEnrolled(forward.next()));
    RoutingRules.requireReadable(forward);
    var queued =
        new QueuedMessage(
            Envelope.digest(forward.envelope(), recipientDid),
            account,
            recipientDid,
            now,
            message.expiresTime().map(end -> RoutingRules.expiry(end, now)),
            forward.envelope());
    queue.requireRoom(queued);
    store.add(queued);
    queue.add(queued);
  }

  /** A DID that is reached through an account can't have one: it would wait for itself. */
  private MediatorReply mediate(String sender, Instant now) {
    boolean room =
        sender.length() <= MediatorQuotas.DID_LENGTH && store.accounts() < quotas.accounts();
    boolean alias = store.owner(sender).filter(owner -> !owner.equals(sender)).isPresent();
    if (!store.isEnrolled(sender) && (alias || !room)) {
      return CoordinateMediation.deny();
    }
    store.enrol(sender, now);
    return CoordinateMediation.grant(did);
  }

  private MediatorReply updateKeylist(String account, Message message) {
    var updates = CoordinateMediation.updates(message);
    if (updates.size() > quotas.updates()) {
      throw MediationProblem.invalid(
          message.type(), "body.updates must have at most %d entries".formatted(quotas.updates()));
    }
    var changes = new LinkedHashMap<String, Optional<String>>();
    var results = new ArrayList<Result>();
    int more = 0;
    for (Update update : updates) {
      var owner = changes.getOrDefault(update.recipientDid(), owner(update, account));
      var result = update.result(account, owner, did);
      results.add(result);
      if (result == Result.SUCCESS) {
        more += update.adds() ? 1 : -1;
        changes.put(update.recipientDid(), update.adds() ? Optional.of(account) : Optional.empty());
      }
    }
    if (more > 0
        && (store.dids(account) + more > quotas.didsPerAccount()
            || store.dids() + more > quotas.dids())) {
      throw MediationProblem.full("Too many DIDs are registered: remove some.");
    }
    changes.forEach(
        (recipientDid, owner) -> {
          var entry = new KeylistEntry(recipientDid, account);
          owner.ifPresentOrElse(added -> store.add(entry), () -> store.remove(entry));
        });
    return CoordinateMediation.updated(updates, results);
  }

  /** Nobody can add the DID with which another account speaks to the mediator. */
  private Optional<String> owner(Update update, String account) {
    var did = update.recipientDid();
    boolean another = update.adds() && !did.equals(account) && store.isEnrolled(did);
    return another ? Optional.of(did) : store.owner(did);
  }

  private MediatorReply keylist(String account, Page page) {
    return page.reply(store.keylist(account, page.offset(), page.limit()), store.dids(account));
  }

  private MediatorReply deliver(String account, Message request, Instant now) {
    var recipientDid = MessagePickup.recipientDid(request);
    return Optional.of(request)
        .filter(MessagePickup::wantsMessages)
        .flatMap(wanted -> queue.next(account, recipientDid))
        .map(message -> MessagePickup.delivery(recipientDid, message))
        .orElseGet(() -> status(account, recipientDid, now));
  }

  private MediatorReply acknowledge(String account, Message message, Instant now) {
    queue
        .acknowledge(account, MessagePickup.received(message), now)
        .forEach(id -> store.acknowledge(id, now));
    return status(account, Optional.empty(), now);
  }

  private MediatorReply status(String account, Optional<String> recipientDid, Instant now) {
    return MessagePickup.status(recipientDid, queue.waiting(account, recipientDid), now);
  }
}

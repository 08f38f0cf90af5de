package duet.embedded.protocol;

import duet.embedded.protocol.MediatorQuotas.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that wait at a mediator, in the order of their delivery: what was delivered and not
 * acknowledged goes to the back, so that a message which its wallet can't open holds up no others.
 * Not safe for several threads.
 */
public final class MessageQueue {

  private final MediatorQuotas quotas;
  private final Duration retention;
  private final Map<String, Map<String, QueuedMessage>> byAccount = new HashMap<>();
  private final Map<String, Share> usedByAccount = new HashMap<>();
  private final Map<String, Share> usedByDid = new HashMap<>();
  private final Map<String, QueuedMessage> all = new LinkedHashMap<>();
  private final Map<String, Instant> acknowledged = new LinkedHashMap<>();
  private Share used = Share.NONE;

  /**
   * @param retention how long a message waits, and is remembered after it was acknowledged
   */
  public MessageQueue(MediatorQuotas quotas, Duration retention) {
    this.quotas = quotas;
    this.retention = retention;
  }

  /**
   * To be asked before a message is added.
   *
   * @throws MediationProblem if it was there before, is too large, or there is no room for it
   */
  public void requireRoom(QueuedMessage message) {
    if (all.containsKey(message.id()) || acknowledged.containsKey(message.id())) {
      throw new MediationProblem(
          "e.p.crypto.message.dejavu", "The attached message was forwarded before.");
    }
    if (message.size() > quotas.message()) {
      throw new MediationProblem(
          "e.p.me.res.storage.message_too_big",
          "The attached message has {1} bytes; {2} is the most that is stored.",
          String.valueOf(message.size()),
          String.valueOf(quotas.message()));
    }
    var forDid = usedByDid.getOrDefault(message.recipientDid(), Share.NONE).plus(message);
    var forAccount = usedByAccount.getOrDefault(message.account(), Share.NONE).plus(message);
    if (!quotas.perDid().fits(forDid) || !quotas.perAccount().fits(forAccount)) {
      throw MediationProblem.full("Too many messages wait for this DID: try again later.");
    }
    if (!quotas.total().fits(used.plus(message))) {
      throw MediationProblem.full("Too many messages wait at this mediator: try again later.");
    }
  }

  /** Adds a message at the back. */
  public void add(QueuedMessage message) {
    all.put(message.id(), message);
    byAccount
        .computeIfAbsent(message.account(), account -> new LinkedHashMap<>())
        .put(message.id(), message);
    usedByDid.merge(message.recipientDid(), Share.NONE.plus(message), (a, b) -> a.plus(message));
    usedByAccount.merge(message.account(), Share.NONE.plus(message), (a, b) -> a.plus(message));
    used = used.plus(message);
  }

  /** Recognises a message that was acknowledged before. */
  public void remember(String id, Instant since) {
    acknowledged.put(id, since);
  }

  /** The message at the front, which goes to the back. */
  public Optional<QueuedMessage> next(String account, Optional<String> recipientDid) {
    var first = waiting(account, recipientDid).stream().findFirst();
    first.ifPresent(
        message -> {
          var inbox = byAccount.get(account);
          inbox.remove(message.id());
          inbox.put(message.id(), message);
        });
    return first;
  }

  /** In the order of their delivery; none if the DID is another account's. */
  public List<QueuedMessage> waiting(String account, Optional<String> recipientDid) {
    return byAccount.getOrDefault(account, Map.of()).values().stream()
        .filter(message -> recipientDid.map(message.recipientDid()::equals).orElse(true))
        .toList();
  }

  /**
   * Removes messages that their wallet has; others, and those of other accounts, stay.
   *
   * @return the ids of those that were removed
   */
  public List<String> acknowledge(String account, List<String> ids, Instant now) {
    var own = byAccount.getOrDefault(account, Map.of());
    var removed = ids.stream().distinct().filter(own::containsKey).toList();
    for (String id : removed) {
      remove(id);
      remember(id, now);
    }
    return removed;
  }

  /**
   * Removes what is too old, and forgets what was acknowledged long ago, or before too many others.
   *
   * @return the ids of all that was removed or forgotten
   */
  public List<String> expire(Instant now) {
    var ids = new ArrayList<String>();
    var oldest = now.minus(retention);
    all.values().stream()
        .filter(
            message ->
                message.receivedAt().isBefore(oldest)
                    || message.expiresAt().filter(end -> !end.isAfter(now)).isPresent())
        .map(QueuedMessage::id)
        .forEach(ids::add);
    ids.forEach(this::remove);
    var seen = acknowledged.entrySet().iterator();
    while (seen.hasNext()) {
      var next = seen.next();
      if (acknowledged.size() <= MediatorQuotas.REMEMBERED && !next.getValue().isBefore(oldest)) {
        break;
      }
      ids.add(next.getKey());
      seen.remove();
    }
    return ids;
  }

  private void remove(String id) {
    var message = all.remove(id);
    subtract(usedByDid, message.recipientDid(), message);
    subtract(usedByAccount, message.account(), message);
    used = used.minus(message);
    byAccount.computeIfPresent(
        message.account(),
        (account, inbox) -> {
          inbox.remove(id);
          return inbox.isEmpty() ? null : inbox;
        });
  }

  private static void subtract(Map<String, Share> used, String key, QueuedMessage message) {
    used.computeIfPresent(key, (did, share) -> share.messages() == 1 ? null : share.minus(message));
  }
}

package duet.embedded.server;

import duet.didcomm.KeyId;
import duet.didcomm.Unpacked;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.MessageOutcome;
import duet.embedded.protocol.ThreadProtocol;
import duet.embedded.protocol.ThreadRecord;
import duet.embedded.store.AgentStore;
import duet.embedded.store.ThreadStore;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Takes the messages of one protocol in: each changes the record of its thread, or begins one.
 *
 * @param <R> a side's record
 */
final class ThreadReceiver<R extends ThreadRecord> implements MessageReceiver {

  private static final int ACCEPTED = 202;

  private final ThreadProtocol<R> protocol;
  private final AgentStore agent;
  private final ThreadStore<R> store;
  private final Predicate<R> adding;
  private final RecordUpdater<R> updater;
  private final Outbox<R> outbox;
  private final Clock clock;
  private final SeenMessages seen = new SeenMessages();

  /**
   * @param adding adds the record that a message began, unless its wallet has one of that thread
   */
  ThreadReceiver(
      ThreadProtocol<R> protocol,
      AgentStore agent,
      ThreadStore<R> store,
      Predicate<R> adding,
      RecordUpdater<R> updater,
      Outbox<R> outbox,
      Clock clock) {
    this.protocol = protocol;
    this.agent = agent;
    this.store = store;
    this.adding = adding;
    this.updater = updater;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Set<String> types() {
    return protocol.receives();
  }

  @Override
  public ApiResponse receive(Unpacked incoming) {
    var thid = protocol.thread(incoming.message());
    var wallet =
        agent
            .ownDids()
            .wallet(incoming.recipientKid())
            .orElseThrow(() -> protocol.unknownThread(thid));
    var found = store.findByThread(wallet, thid);
    if (found.isEmpty() && begins(wallet, incoming)) {
      return ApiResponse.empty(ACCEPTED);
    }
    return changed(
        found
            .or(() -> store.findByThread(wallet, thid))
            .orElseThrow(() -> protocol.unknownThread(thid)),
        incoming);
  }

  private boolean begins(String wallet, Unpacked incoming) {
    var peer =
        agent
            .connections()
            .findByOwnDid(KeyId.did(incoming.recipientKid()))
            .flatMap(ConnectionRecord::theirDid);
    var id = UUID.randomUUID().toString();
    return protocol
        .begin(wallet, id, incoming, peer, clock.instant())
        .filter(record -> updater.add(List.of(record), adding))
        .isPresent();
  }

  private ApiResponse changed(R found, Unpacked incoming) {
    var outcome = new AtomicReference<MessageOutcome<R>>();
    R changed =
        updater
            .update(
                found.id(),
                record -> {
                  outcome.set(protocol.receive(record, incoming, clock.instant()));
                  return outcome.get().states();
                })
            .orElseThrow(() -> protocol.unknownThread(found.thid()));
    boolean first = seen.addIfNew(incoming.senderKid().orElseThrow(), incoming.message().id());
    // A replay asks for nothing, unlike a peer that waits for a message that is still to be sent.
    boolean submit = changed.pending() && (first || !outcome.get().states().isEmpty());
    if (outcome.get().refusal().isPresent()) {
      if (submit) {
        outbox.submit(changed.id());
      }
      throw outcome.get().refusal().get();
    }
    var answer = ApiResponse.empty(ACCEPTED);
    return submit ? answer.then(() -> outbox.submit(changed.id())) : answer;
  }
}

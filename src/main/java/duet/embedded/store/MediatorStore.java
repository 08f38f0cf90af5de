package duet.embedded.store;

import duet.embedded.protocol.KeylistEntry;
import duet.embedded.protocol.MessageQueue;
import duet.embedded.protocol.QueuedMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a mediator keeps: its keys, its ports, accounts with the DIDs they are reached by, and
 * messages. Safe for many threads.
 */
public final class MediatorStore implements AutoCloseable {

  private static final List<RecordType<?>> TYPES =
      List.of(
          MediatorIdentity.TYPE,
          AgentPorts.TYPE,
          MediatorAccount.TYPE,
          MediatorJson.KEYLIST,
          MediatorJson.MESSAGES);

  private final Database database;
  private final RecordTable<MediatorIdentity> identity;
  private final RecordTable<AgentPorts> ports;
  private final RecordTable<MediatorAccount> accounts;
  private final RecordTable<KeylistEntry> keylist;
  private final RecordTable<StoredMessage> messages;

  private MediatorStore(Database database) {
    this.database = database;
    identity = database.table(MediatorIdentity.TYPE);
    ports = database.table(AgentPorts.TYPE);
    accounts = database.table(MediatorAccount.TYPE);
    keylist = database.table(MediatorJson.KEYLIST);
    messages = database.table(MediatorJson.MESSAGES);
  }

  /** Keeps everything until it is closed. */
  public static MediatorStore inMemory() {
    return new MediatorStore(Database.inMemory(TYPES));
  }

  /**
   * Keeps everything in a directory, which no other process can use until it is closed.
   *
   * @throws StoreException if the directory can't be used, or is an agent's; a damaged file is left
   *     as it was
   */
  public static MediatorStore open(Path directory) {
    return new MediatorStore(Database.open("mediator", directory, TYPES));
  }

  public RecordTable<AgentPorts> ports() {
    return ports;
  }

  /** Who the mediator is, which never changes; made when there is none yet. */
  public MediatorIdentity identity(Supplier<MediatorIdentity> first) {
    return identity
        .find(MediatorIdentity.KEY)
        .orElseGet(
            () -> {
              var made = first.get();
              identity.add(made);
              return made;
            });
  }

  /**
   * @return false if it has one already
   */
  public boolean enrol(String did, Instant now) {
    return accounts.add(new MediatorAccount(did, now));
  }

  public boolean isEnrolled(String did) {
    return accounts.count(MediatorAccount.BY_DID.key(did)) > 0;
  }

  public int accounts() {
    return accounts.count(MediatorAccount.ALL);
  }

  /** The account that a DID belongs to. */
  public Optional<String> owner(String recipientDid) {
    return keylist.find(MediatorJson.BY_RECIPIENT_DID.key(recipientDid)).map(KeylistEntry::account);
  }

  /** Gives a DID that belongs to nobody to an account. */
  public void add(KeylistEntry entry) {
    keylist.add(entry);
  }

  public void remove(KeylistEntry entry) {
    keylist.remove(MediatorJson.BY_RECIPIENT_DID.key(entry.recipientDid()));
  }

  /** A part of the DIDs of an account, oldest first. */
  public List<KeylistEntry> keylist(String account, int offset, int limit) {
    return keylist.page(MediatorJson.BY_ACCOUNT.key(account), offset, limit);
  }

  public int dids(String account) {
    return keylist.count(MediatorJson.BY_ACCOUNT.key(account));
  }

  /** Of all accounts. */
  public int dids() {
    return keylist.count(MediatorJson.ALL_DIDS);
  }

  /** Puts the messages that were kept into a queue, and those that were acknowledged. */
  public void load(MessageQueue queue) {
    for (StoredMessage stored : messages.all(MediatorJson.ALL_MESSAGES)) {
      stored
          .message()
          .ifPresentOrElse(queue::add, () -> queue.remember(stored.id(), stored.since()));
    }
  }

  public void add(QueuedMessage message) {
    messages.add(StoredMessage.waiting(message));
  }

  /** Keeps only the message's id. */
  public void acknowledge(String messageId, Instant now) {
    messages.update(
        MediatorJson.BY_ID.key(messageId), stored -> StoredMessage.acknowledged(messageId, now));
  }

  public void forget(String messageId) {
    messages.remove(MediatorJson.BY_ID.key(messageId));
  }

  @Override
  public void close() {
    database.close();
  }
}

package duet.embedded.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.AgreementKey;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.ProtocolState;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What an agent keeps: the connection records of all its wallets with the keys of their DIDs, and
 * the wallets' webhooks. Safe for many threads; each method either happens as a whole or not at
 * all, and what it returns is kept.
 */
public final class ConnectionStore implements AutoCloseable {

  /** Its entry among the settings. */
  private static final long PORTS = 1;

  private final Database database;
  private final ConnectionTable connections;
  private final Table webhooks;
  private final Map<String, List<Webhook>> webhooksOf = new HashMap<>();
  private final Table settings;
  private final ConnectionIndex index;

  private ConnectionStore(Database database, ConnectionIndex index) {
    this.database = database;
    this.index = index;
    this.connections = new ConnectionTable(database.table(Database.CONNECTIONS));
    this.webhooks = database.table(Database.WEBHOOKS);
    this.settings = database.table(Database.SETTINGS);
  }

  /** Keeps everything until it is closed. */
  public static ConnectionStore inMemory() {
    return new ConnectionStore(Database.inMemory(), new ConnectionIndex());
  }

  /**
   * Keeps everything in a directory that no other agent uses meanwhile.
   *
   * @throws StoreException if that can't be; a file that is damaged is left as it was
   */
  public static ConnectionStore open(Path directory) {
    var index = new ConnectionIndex();
    var database = Database.open(directory, (entry, sequence) -> enter(index, entry, sequence));
    return new ConnectionStore(database, index);
  }

  /**
   * Adds a record with the keys of its own DID.
   *
   * @return false if its wallet has a record of that thread already, and nothing was added
   */
  public boolean add(ConnectionRecord record, PeerKeys keys) {
    boolean added;
    synchronized (this) {
      long sequence = connections.next();
      added = index.add(named(record), sequence);
      if (added) {
        put(sequence, new StoredConnection.Known(record, keys));
      }
    }
    database.commit();
    return added;
  }

  public Optional<ConnectionRecord> find(String wallet, String id) {
    return get(() -> index.id(id))
        .map(StoredConnection::record)
        .filter(record -> record.wallet().equals(wallet));
  }

  public Optional<ConnectionRecord> findByThread(String wallet, String thid) {
    return get(() -> index.thread(wallet, thid)).map(StoredConnection::record);
  }

  /** All records of a wallet, oldest first. */
  public List<ConnectionRecord> all(String wallet) {
    return all(wallet, 0, Integer.MAX_VALUE);
  }

  /** A part of the records of a wallet, oldest first; the others aren't read. */
  public List<ConnectionRecord> all(String wallet, int offset, int limit) {
    return records(() -> index.page(wallet, offset, limit));
  }

  public synchronized int count(String wallet) {
    return index.count(wallet);
  }

  /** The records of all wallets that are in an unfinished state, oldest first. */
  public List<ConnectionRecord> unfinished() {
    return records(index::unfinished);
  }

  /**
   * Puts the outcome of a change in a record's place, with no other change in between.
   *
   * @param change may throw, and nothing changes then
   * @return the new record; empty if there is none of that id
   */
  public Optional<ConnectionRecord> update(String id, UnaryOperator<ConnectionRecord> change) {
    try {
      return changed(id, change);
    } finally {
      database.commit();
    }
  }

  /** Removes a record and its keys. */
  public void remove(String id) {
    synchronized (this) {
      index
          .id(id)
          .ifPresent(
              sequence -> {
                index.remove(named(connections.get(sequence).record()));
                connections.remove(sequence);
              });
    }
    database.commit();
  }

  public Optional<PeerKeys> keys(String did) {
    return get(() -> index.did(did)).map(StoredConnection::keys);
  }

  /** The private key that a key id of a DID of any wallet names. */
  public Optional<AgreementKey> agreementKey(String kid) {
    int hash = kid.indexOf('#');
    return hash < 0
        ? Optional.empty()
        : keys(kid.substring(0, hash))
            .filter(keys -> keys.did().key(kid).equals(Optional.of(keys.did().agreementKey())))
            .map(PeerKeys::agreement);
  }

  /** The wallet that one of this agent's DIDs, or a key id of it, belongs to. */
  public Optional<String> wallet(String didOrKid) {
    var did = didOrKid.split("#", 2)[0];
    return get(() -> index.did(did)).map(entry -> entry.record().wallet());
  }

  /**
   * Adds a webhook unless its wallet has as many as it may.
   *
   * @return false if nothing was added
   */
  public boolean addWebhook(Webhook webhook, int most) {
    synchronized (this) {
      if (webhooks(webhook.wallet()).size() >= most) {
        return false;
      }
      webhooks.put(webhooks.next(), RecordJson.write(RecordJson.of(webhook)));
      webhooksOf.remove(webhook.wallet());
    }
    database.commit();
    return true;
  }

  /** The webhooks of a wallet, oldest first. */
  public synchronized List<Webhook> webhooks(String wallet) {
    return webhooksOf.computeIfAbsent(wallet, this::readWebhooks);
  }

  private List<Webhook> readWebhooks(String wallet) {
    var found = new ArrayList<Webhook>();
    for (long sequence : webhooks.sequences()) {
      var webhook = RecordJson.webhook(RecordJson.read(webhooks.get(sequence)));
      if (webhook.wallet().equals(wallet)) {
        found.add(webhook);
      }
    }
    return List.copyOf(found);
  }

  /**
   * @return whether there was one of that id
   */
  public boolean removeWebhook(String wallet, String id) {
    boolean removed = false;
    synchronized (this) {
      for (long sequence : webhooks.sequences()) {
        var webhook = RecordJson.webhook(RecordJson.read(webhooks.get(sequence)));
        if (webhook.wallet().equals(wallet) && webhook.id().equals(id)) {
          webhooks.remove(sequence);
          webhooksOf.remove(wallet);
          removed = true;
        }
      }
    }
    database.commit();
    return removed;
  }

  /** The port that an agent had when it last started, for REST and DIDComm or for DIDComm alone. */
  public synchronized Optional<Integer> port(String purpose) {
    return Optional.ofNullable(ports().get(purpose)).map(JsonNode::intValue);
  }

  public void keepPort(String purpose, int port) {
    synchronized (this) {
      settings.put(PORTS, RecordJson.write(ports().put(purpose, port)));
    }
    database.commit();
  }

  @Override
  public void close() {
    database.close();
  }

  private ObjectNode ports() {
    var entry = settings.get(PORTS);
    return entry == null ? JsonNodeFactory.instance.objectNode() : RecordJson.read(entry);
  }

  private synchronized Optional<ConnectionRecord> changed(
      String id, UnaryOperator<ConnectionRecord> change) {
    var sequence = index.id(id);
    if (sequence.isEmpty()) {
      return Optional.empty();
    }
    var entry = connections.get(sequence.get());
    var before = entry.record();
    var after = change.apply(before);
    if (!after.equals(before)) {
      if (!named(after).equals(named(before))) {
        throw new IllegalArgumentException("A record keeps its wallet, ids and own DID");
      }
      put(sequence.get(), new StoredConnection.Known(after, entry.keys()));
    }
    return Optional.of(after);
  }

  private void put(long sequence, StoredConnection entry) {
    connections.put(sequence, entry);
    index.state(sequence, entry.record().state());
  }

  private Optional<StoredConnection> get(Supplier<Optional<Long>> lookup) {
    return read(() -> lookup.get().stream().toList()).stream().findFirst();
  }

  private List<ConnectionRecord> records(Supplier<List<Long>> lookup) {
    return read(lookup).stream().map(StoredConnection::record).toList();
  }

  /** What is told is kept, also where somebody else has just changed it. */
  private List<StoredConnection> read(Supplier<List<Long>> lookup) {
    List<StoredConnection> entries;
    synchronized (this) {
      entries = lookup.get().stream().map(connections::get).toList();
    }
    database.commit();
    return entries;
  }

  private static void enter(ConnectionIndex index, ByteBuffer entry, long sequence) {
    var head = RecordJson.head(entry);
    index.add(named(head), sequence);
    index.state(sequence, ProtocolState.of(head.get(RecordJson.STATE)));
  }

  private static ConnectionIndex.Entry named(ConnectionRecord record) {
    return new ConnectionIndex.Entry(record.wallet(), record.id(), record.thid(), record.ownDid());
  }

  private static ConnectionIndex.Entry named(Map<String, String> head) {
    return new ConnectionIndex.Entry(
        head.get(RecordJson.WALLET),
        head.get(RecordJson.ID),
        head.get(RecordJson.THID),
        head.get(RecordJson.OWN_DID));
  }
}

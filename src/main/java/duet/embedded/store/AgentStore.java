package duet.embedded.store;

import duet.credential.StatusList;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceState;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.PresentationState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an agent keeps, one table for each type of record. Safe for many threads. */
public final class AgentStore implements AutoCloseable {

  private static final List<RecordType<?>> TYPES =
      List.of(
          ConnectionStore.TYPE,
          PeerIdentity.TYPE,
          ManagedDid.TYPE,
          RevocationList.TYPE,
          IssuanceJson.TYPE,
          PresentationJson.TYPE,
          Webhook.TYPE,
          AgentPorts.TYPE,
          Mediation.TYPE);

  private final Database database;
  private final ConnectionStore connections;
  private final OwnDids ownDids;
  private final DidStore dids;
  private final RevocationStore revocations;
  private final RecordStore<IssuanceRecord> issuances;
  private final RecordStore<PresentationRecord> presentations;
  private final RecordTable<Webhook> webhooks;
  private final RecordTable<AgentPorts> ports;
  private final RecordTable<Mediation> mediation;

  private AgentStore(Database database) {
    this.database = database;
    connections = new ConnectionStore(database.table(ConnectionStore.TYPE));
    ownDids = new OwnDids(connections, database.table(PeerIdentity.TYPE));
    dids = new DidStore(database.table(ManagedDid.TYPE));
    revocations = new RevocationStore(database.table(RevocationList.TYPE), StatusList.SIZE);
    issuances = new RecordStore<>(database.table(IssuanceJson.TYPE), IssuanceState.values());
    presentations =
        new RecordStore<>(database.table(PresentationJson.TYPE), PresentationState.values());
    webhooks = database.table(Webhook.TYPE);
    ports = database.table(AgentPorts.TYPE);
    mediation = database.table(Mediation.TYPE);
  }

  /** Keeps everything until it is closed. */
  public static AgentStore inMemory() {
    return new AgentStore(Database.inMemory(TYPES));
  }

  /**
   * Keeps everything in a directory, which no other agent can use until it is closed.
   *
   * @throws StoreException if the directory can't be used; a damaged file is left as it was
   */
  public static AgentStore open(Path directory) {
    return new AgentStore(Database.open("agent", directory, TYPES));
  }

  /**
   * What the agent of a directory shares with other processes, if one runs there and does.
   *
   * @return with its address
   * @throws java.io.UncheckedIOException if that can't be told
   */
  public static Optional<LockText> shared(Path directory) {
    return DataDirectory.shared(directory);
  }

  /**
   * Tells other processes where the agent is, until {@link #unshare}.
   *
   * @throws IllegalStateException if it keeps everything in memory
   */
  public void share(URI rest) {
    database.share(rest);
  }

  /** To be called before the agent stops to answer. */
  public void unshare() {
    database.unshare();
  }

  public ConnectionStore connections() {
    return connections;
  }

  public OwnDids ownDids() {
    return ownDids;
  }

  public DidStore dids() {
    return dids;
  }

  public RevocationStore revocations() {
    return revocations;
  }

  public RecordStore<IssuanceRecord> issuances() {
    return issuances;
  }

  public RecordStore<PresentationRecord> presentations() {
    return presentations;
  }

  /** Whether a record of any protocol and wallet waits for a message of its peer. */
  public boolean anyAwaiting() {
    return connections.anyAwaiting() || issuances.anyAwaiting() || presentations.anyAwaiting();
  }

  public RecordTable<Webhook> webhooks() {
    return webhooks;
  }

  public RecordTable<AgentPorts> ports() {
    return ports;
  }

  public RecordTable<Mediation> mediation() {
    return mediation;
  }

  @Override
  public void close() {
    database.close();
  }
}

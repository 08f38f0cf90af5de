package duet.embedded.store;

import duet.didcomm.KeyId;
import duet.didcomm.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The agent's own peer DIDs, of all wallets: those of its connections, and those that were made for
 * an invitation to something else. Safe for many threads.
 */
public final class OwnDids {

  private final ConnectionStore connections;
  private final RecordTable<PeerIdentity> others;

  OwnDids(ConnectionStore connections, RecordTable<PeerIdentity> others) {
    this.connections = connections;
    this.others = others;
  }

  /** Keeps a new DID that isn't a connection's. */
  public void add(String wallet, PeerKeys keys) {
    others.add(new PeerIdentity(wallet, keys));
  }

  public Optional<PeerKeys> keys(String did) {
    return connections.keys(did).or(() -> other(did).map(PeerIdentity::keys));
  }

  /** The private key that a key id of one of them names. */
  public Optional<KeyPair> agreementKey(String kid) {
    return keys(KeyId.did(kid)).flatMap(keys -> keys.agreementKey(kid));
  }

  /** The wallet that a key id of one of them belongs to. */
  public Optional<String> wallet(String kid) {
    return connections.wallet(kid).or(() -> other(KeyId.did(kid)).map(PeerIdentity::wallet));
  }

  /** All of them, those of connections first. */
  public List<String> all() {
    var alone = others.all(PeerIdentity.ALL).stream().map(one -> one.keys().did().did());
    return Stream.concat(connections.ownDids().stream(), alone).toList();
  }

  private Optional<PeerIdentity> other(String did) {
    return others.find(PeerIdentity.BY_DID.key(did));
  }
}

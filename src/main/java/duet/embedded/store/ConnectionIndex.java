package duet.embedded.store;

import duet.embedded.protocol.ProtocolState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where to find connections: their sequence numbers by what they are looked up by, in memory. Not
 * safe for several threads.
 */
final class ConnectionIndex {

  private final Map<String, Long> byId = new HashMap<>();
  private final Map<String, Long> byDid = new HashMap<>();
  private final Map<Thread, Long> byThread = new HashMap<>();
  private final Map<String, List<Long>> byWallet = new HashMap<>();
  private final SortedSet<Long> unfinished = new TreeSet<>();

  /**
   * @return false if the wallet has that thread already, or anybody that id or DID
   */
  boolean add(Entry entry, long sequence) {
    if (byThread.containsKey(entry.inWallet())
        || byId.containsKey(entry.id())
        || byDid.containsKey(entry.did())) {
      return false;
    }
    byThread.put(entry.inWallet(), sequence);
    byId.put(entry.id(), sequence);
    byDid.put(entry.did(), sequence);
    byWallet.computeIfAbsent(entry.wallet(), wallet -> new ArrayList<>()).add(sequence);
    return true;
  }

  void remove(Entry entry) {
    var sequence = byId.remove(entry.id());
    byDid.remove(entry.did());
    byThread.remove(entry.inWallet());
    var wallet = byWallet.get(entry.wallet());
    wallet.remove(Collections.binarySearch(wallet, sequence));
    unfinished.remove(sequence);
  }

  /** Notes the state that a connection is in now. */
  void state(long sequence, ProtocolState state) {
    if (state.unfinished()) {
      unfinished.add(sequence);
    } else {
      unfinished.remove(sequence);
    }
  }

  List<Long> unfinished() {
    return List.copyOf(unfinished);
  }

  Optional<Long> id(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Long> did(String did) {
    return Optional.ofNullable(byDid.get(did));
  }

  Optional<Long> thread(String wallet, String thid) {
    return Optional.ofNullable(byThread.get(new Thread(wallet, thid)));
  }

  /** Oldest first; a part of what a wallet has. */
  List<Long> page(String wallet, int offset, int limit) {
    var all = byWallet.getOrDefault(wallet, List.of());
    int from = Math.min(offset, all.size());
    return List.copyOf(all.subList(from, from + Math.min(limit, all.size() - from)));
  }

  int count(String wallet) {
    return byWallet.getOrDefault(wallet, List.of()).size();
  }

  /** What a connection is looked up by, which never changes. */
  record Entry(String wallet, String id, String thid, String did) {

    private Thread inWallet() {
      return new Thread(wallet, thid);
    }
  }

  /** Two wallets of one agent may be the two ends of one thread. */
  private record Thread(String wallet, String thid) {}
}

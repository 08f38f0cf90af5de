package duet.issuance;

import duet.agent.AgentDid;
import duet.agent.DidKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A DID of an agent's wallet with a key that will do.
 *
 * @param keyId of that key, where the DID has several for the purpose; agents find an only one
 */
record ChosenDid(AgentDid did, Optional<String> keyId) {

  /** Empty if none of its keys will do. */
  static Optional<ChosenDid> of(AgentDid did, List<DidKey> keys, Predicate<DidKey> wanted) {
    return keys.stream()
        .filter(wanted)
        .findFirst()
        .map(key -> new ChosenDid(did, Optional.of(key.id()).filter(id -> !alone(key, keys))));
  }

  private static boolean alone(DidKey key, List<DidKey> keys) {
    return keys.stream().filter(one -> one.purpose().equals(key.purpose())).count() == 1;
  }
}

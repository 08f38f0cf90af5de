package duet.embedded.server;

import java.util.List;

/**
 * Whom REST lets in.
 *
 * @param keys the first opens the default wallet, each other one a wallet of its own
 * @param salt goes into the ids of wallets that are made from keys
 */
public record AccessPolicy(Mode mode, List<String> keys, String salt) {

  /** What a key means. */
  public enum Mode {
    /** Nothing: everybody opens the default wallet. */
    OPEN,
    /** One of those known opens its wallet. */
    KEYS,
    /** One of those known opens its wallet, another a new one. */
    PROVISION,
    /** Any opens the default wallet. */
    ANY
  }

  public AccessPolicy {
    keys = List.copyOf(keys);
  }

  /** Whether somebody without a key of this agent's gets at its default wallet. */
  public boolean open() {
    return mode == Mode.OPEN || mode == Mode.ANY;
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return mode + " with " + keys.size() + " keys";
  }
}

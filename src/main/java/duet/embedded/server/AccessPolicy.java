package duet.embedded.server;

import java.util.List;

/**
 * Which API keys REST accepts.
 *
 * @param keys the first opens the default wallet, each other one a wallet of its own
 * @param salt changes the ids of the wallets that belong to keys
 */
public record AccessPolicy(Mode mode, List<String> keys, String salt) {

  /** What a key does. */
  public enum Mode {
    /** No key is asked for; everybody opens the default wallet. */
    OPEN,
    /** A known key opens its wallet. */
    KEYS,
    /** A known key opens its wallet, any other one a new wallet. */
    PROVISION,
    /** Any key opens the default wallet. */
    ANY
  }

  public AccessPolicy {
    keys = List.copyOf(keys);
  }

  /** Whether the default wallet is open to everybody. */
  public boolean open() {
    return mode == Mode.OPEN || mode == Mode.ANY;
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return mode + " with " + keys.size() + " keys";
  }
}

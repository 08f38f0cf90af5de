package duet.cli;

import duet.agent.DidKey;
import java.util.Locale;

/** The kind of key that a credential is signed with. */
enum KeyType {
  ED25519(DidKey.ED25519),
  SECP256K1(DidKey.SECP256K1);

  private final String curve;

  KeyType(String curve) {
    this.curve = curve;
  }

  /** As agents call it. */
  String curve() {
    return curve;
  }

  /** As in options. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package duet.credential;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keys and DIDs to test with, in a Cloud Agent's shape. */
final class Keys {
  static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  static SigningKey key(KeyCurve curve) {
    return SigningKey.generate(curve, RANDOM);
  }

  static PrismKey auth(SigningKey key) {
    return new PrismKey("auth-1", KeyPurpose.AUTHENTICATION, key.publicKey());
  }

  static PrismKey issue(SigningKey key) {
    return new PrismKey("issue-1", KeyPurpose.ISSUING, key.publicKey());
  }

  static PrismKey master(SigningKey key) {
    return new PrismKey("master0", KeyPurpose.MASTER, key.publicKey());
  }

  /** With these keys and a master key. */
  static PrismDid did(PrismKey... keys) {
    var all = new ArrayList<>(List.of(keys));
    all.add(master(key(KeyCurve.SECP256K1)));
    return PrismDid.create(all, List.of());
  }

  static Stream<KeyCurve> signing() {
    return Stream.of(KeyCurve.SECP256K1, KeyCurve.ED25519);
  }
}

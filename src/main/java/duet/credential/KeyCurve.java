package duet.credential;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The curves of a did:prism's keys. */
public enum KeyCurve {
  SECP256K1("secp256k1", 33, "ES256K") {
    @Override
    byte[] generate(SecureRandom random) {
      return Secp256k1.generate(random);
    }

    @Override
    byte[] publicKey(byte[] privateKey) {
      return Secp256k1.publicKey(privateKey);
    }

    @Override
    byte[] sign(byte[] privateKey, byte[] content) {
      return Secp256k1.sign(privateKey, content);
    }

    @Override
    boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
      return Secp256k1.verify(publicKey, content, signature);
    }
  },
  ED25519("Ed25519", Ed25519.PUBLIC_KEY_SIZE, "EdDSA") {
    @Override
    byte[] publicKey(byte[] privateKey) {
      byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
      Ed25519.generatePublicKey(privateKey, 0, publicKey, 0);
      return publicKey;
    }

    @Override
    byte[] sign(byte[] privateKey, byte[] content) {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(privateKey, 0, content, 0, content.length, signature, 0);
      return signature;
    }

    @Override
    boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
      return signature.length == Ed25519.SIGNATURE_SIZE
          && Ed25519.verify(signature, 0, publicKey, 0, content, 0, content.length);
    }
  },
  /** For key agreement: it signs nothing. */
  X25519("X25519", 32, null) {
    @Override
    byte[] publicKey(byte[] privateKey) {
      byte[] publicKey = new byte[32];
      org.bouncycastle.math.ec.rfc7748.X25519.generatePublicKey(privateKey, 0, publicKey, 0);
      return publicKey;
    }
  };

  static final int PRIVATE_LENGTH = 32;

  final int publicLength;
  private final String wireName;
  private final String algorithm;

  KeyCurve(String wireName, int publicLength, String algorithm) {
    this.wireName = wireName;
    this.publicLength = publicLength;
    this.algorithm = algorithm;
  }

  /** As in did:prism, in JWKs and over REST. */
  public String wireName() {
    return wireName;
  }

  public static Optional<KeyCurve> ofWireName(String name) {
    return Stream.of(values()).filter(curve -> curve.wireName.equals(name)).findFirst();
  }

  /** The alg of JWTs that it signs, empty if it signs none. */
  public Optional<String> algorithm() {
    return Optional.ofNullable(algorithm);
  }

  byte[] generate(SecureRandom random) {
    byte[] privateKey = new byte[PRIVATE_LENGTH];
    random.nextBytes(privateKey);
    return privateKey;
  }

  abstract byte[] publicKey(byte[] privateKey);

  byte[] sign(byte[] privateKey, byte[] content) {
    throw new IllegalStateException("can't sign with a key on " + wireName);
  }

  boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
    return false;
  }
}

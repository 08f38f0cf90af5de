package duet.credential;

import duet.didcomm.Sha256;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** ES256K (RFC 8812 section 3.2); public keys are compressed points, private ones 32 bytes. */
final class Secp256k1 {
  static final int COORDINATE = 32;

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  private Secp256k1() {}

  /**
   * A private key whose public point has no coordinate that begins with a zero byte: Identus' SDK 7
   * can't resolve a DID with such a key.
   */
  static byte[] generate(SecureRandom random) {
    while (true) {
      byte[] privateKey = new byte[COORDINATE];
      random.nextBytes(privateKey);
      if (isPrivateKey(privateKey)) {
        ECPoint point = multiply(privateKey);
        if (x(point)[0] != 0 && y(point)[0] != 0) {
          return privateKey;
        }
      }
    }
  }

  static boolean isPrivateKey(byte[] bytes) {
    var d = new BigInteger(1, bytes);
    return bytes.length == COORDINATE && d.signum() > 0 && d.compareTo(CURVE.getN()) < 0;
  }

  static byte[] publicKey(byte[] privateKey) {
    return multiply(privateKey).getEncoded(true);
  }

  /**
   * The compressed form of a point.
   *
   * @throws IllegalArgumentException if it isn't on the curve
   */
  static byte[] compress(byte[] x, byte[] y) {
    return CURVE
        .getCurve()
        .validatePoint(new BigInteger(1, x), new BigInteger(1, y))
        .getEncoded(true);
  }

  static boolean isPoint(byte[] compressed) {
    try {
      point(compressed);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static byte[] x(byte[] compressed) {
    return x(point(compressed));
  }

  static byte[] y(byte[] compressed) {
    return y(point(compressed));
  }

  /** With the deterministic k of RFC 6979. */
  static byte[] sign(byte[] privateKey, byte[] content) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), DOMAIN));
    BigInteger[] rs = signer.generateSignature(Sha256.of(content));
    byte[] signature = new byte[2 * COORDINATE];
    BigIntegers.asUnsignedByteArray(rs[0], signature, 0, COORDINATE);
    BigIntegers.asUnsignedByteArray(rs[1], signature, COORDINATE, COORDINATE);
    return signature;
  }

  static boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
    if (signature.length != 2 * COORDINATE) {
      return false;
    }
    var r = new BigInteger(1, Arrays.copyOf(signature, COORDINATE));
    var s = new BigInteger(1, Arrays.copyOfRange(signature, COORDINATE, 2 * COORDINATE));
    var signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(point(publicKey), DOMAIN));
    return signer.verifySignature(Sha256.of(content), r, s);
  }

  private static ECPoint multiply(byte[] privateKey) {
    return new FixedPointCombMultiplier()
        .multiply(CURVE.getG(), new BigInteger(1, privateKey))
        .normalize();
  }

  private static ECPoint point(byte[] compressed) {
    return CURVE.getCurve().decodePoint(compressed);
  }

  private static byte[] x(ECPoint point) {
    return point.getAffineXCoord().getEncoded();
  }

  private static byte[] y(ECPoint point) {
    return point.getAffineYCoord().getEncoded();
  }
}

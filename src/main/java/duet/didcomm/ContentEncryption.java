package duet.didcomm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.AESCBC;
import com.nimbusds.jose.crypto.impl.AESGCM;
import com.nimbusds.jose.crypto.impl.AuthenticatedCipherText;
import com.nimbusds.jose.util.ByteUtils;
import com.nimbusds.jose.util.Container;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** How the plaintext is encrypted: the "enc" of an envelope. Lengths are in bytes. */
enum ContentEncryption {
  A256CBC_HS512("A256CBC-HS512", 64, 16, 32) {
    @Override
    Sealed encrypt(SecretKey key, byte[] plaintext, byte[] aad, SecureRandom random)
        throws JOSEException {
      byte[] iv = AESCBC.generateIV(random);
      return Sealed.of(
          iv, AESCBC.encryptAuthenticated(key, iv, plaintext, aad, PROVIDER, PROVIDER));
    }

    @Override
    byte[] decrypt(SecretKey key, Sealed sealed, byte[] aad) throws JOSEException {
      return AESCBC.decryptAuthenticated(
          key, sealed.iv(), sealed.ciphertext(), aad, sealed.tag(), PROVIDER, PROVIDER);
    }
  },
  A256GCM("A256GCM", 32, 12, 16) {
    @Override
    Sealed encrypt(SecretKey key, byte[] plaintext, byte[] aad, SecureRandom random)
        throws JOSEException {
      Container<byte[]> iv = new Container<>(AESGCM.generateIV(random));
      AuthenticatedCipherText encrypted = AESGCM.encrypt(key, iv, plaintext, aad, PROVIDER);
      return Sealed.of(iv.get(), encrypted);
    }

    @Override
    byte[] decrypt(SecretKey key, Sealed sealed, byte[] aad) throws JOSEException {
      return AESGCM.decrypt(key, sealed.iv(), sealed.ciphertext(), aad, sealed.tag(), PROVIDER);
    }
  },
  XC20P("XC20P", 32, 24, 16) {
    @Override
    Sealed encrypt(SecretKey key, byte[] plaintext, byte[] aad, SecureRandom random)
        throws JOSEException {
      byte[] iv = new byte[ivLength];
      random.nextBytes(iv);
      byte[] both = crypt(true, key, iv, aad, plaintext);
      int length = plaintext.length;
      return new Sealed(
          iv, Arrays.copyOf(both, length), Arrays.copyOfRange(both, length, both.length));
    }

    @Override
    byte[] decrypt(SecretKey key, Sealed sealed, byte[] aad) throws JOSEException {
      return crypt(
          false, key, sealed.iv(), aad, ByteUtils.concat(sealed.ciphertext(), sealed.tag()));
    }

    /** Ciphertext and tag are one there (draft-irtf-cfrg-xchacha section 2). */
    private byte[] crypt(boolean encrypt, SecretKey key, byte[] iv, byte[] aad, byte[] input)
        throws JOSEException {
      var cipher = new XChaCha20Poly1305();
      var secret = new KeyParameter(key.getEncoded());
      cipher.init(encrypt, new AEADParameters(secret, 8 * tagLength, iv, aad));
      byte[] output = new byte[cipher.getOutputSize(input.length)];
      int length = cipher.processBytes(input, 0, input.length, output, 0);
      try {
        cipher.doFinal(output, length);
        return output;
      } catch (InvalidCipherTextException e) {
        throw new JOSEException(e.getMessage(), e);
      }
    }
  };

  /**
   * Named once, so that not every cipher is searched for; null, meaning any, on other platforms.
   */
  static final Provider PROVIDER = Security.getProvider("SunJCE");

  final String wireName;
  final int keyLength;
  final int ivLength;
  final int tagLength;

  /** The parts that encryption gives. */
  record Sealed(byte[] iv, byte[] ciphertext, byte[] tag) {
    private static Sealed of(byte[] iv, AuthenticatedCipherText encrypted) {
      return new Sealed(iv, encrypted.getCipherText(), encrypted.getAuthenticationTag());
    }
  }

  ContentEncryption(String wireName, int keyLength, int ivLength, int tagLength) {
    this.wireName = wireName;
    this.keyLength = keyLength;
    this.ivLength = ivLength;
    this.tagLength = tagLength;
  }

  /**
   * Authcrypt commits to its key only with A256CBC-HS512 (DIDComm Messaging, "Curves and Content
   * Encryption Algorithms").
   */
  static ContentEncryption parse(JsonObject header, KeyAgreement alg) {
    String name = header.text("enc");
    boolean any = alg == KeyAgreement.ECDH_ES_A256KW;
    return Stream.of(values())
        .filter(enc -> enc.wireName.equals(name))
        .filter(enc -> any || enc == A256CBC_HS512)
        .findFirst()
        .orElseThrow(
            () -> header.invalid("enc", any ? "A256CBC-HS512, A256GCM or XC20P" : "A256CBC-HS512"));
  }

  SecretKey newKey(SecureRandom random) {
    byte[] key = new byte[keyLength];
    random.nextBytes(key);
    return new SecretKeySpec(key, "AES");
  }

  abstract Sealed encrypt(SecretKey key, byte[] plaintext, byte[] aad, SecureRandom random)
      throws JOSEException;

  abstract byte[] decrypt(SecretKey key, Sealed sealed, byte[] aad) throws JOSEException;
}

package duet.didcomm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.AESKW;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** How a content key is wrapped for a recipient: the "alg" of an envelope. */
enum KeyAgreement {
  /** Authcrypt (ECDH-1PU draft 04): the sender's key takes part, and so does the content's tag. */
  ECDH_1PU_A256KW("ECDH-1PU+A256KW"),
  /** Anoncrypt (RFC 7518 section 4.6). */
  ECDH_ES_A256KW("ECDH-ES+A256KW");

  /** Of the wrapped key over the content key (RFC 3394). */
  static final int WRAPPING_LENGTH = 8;

  private static final int KEY_BITS = 256;
  private static final ConcatKDF KDF = new ConcatKDF("SHA-256");

  final String wireName;

  KeyAgreement(String wireName) {
    this.wireName = wireName;
  }

  static KeyAgreement parse(JsonObject header) {
    String name = header.text("alg");
    return Stream.of(values())
        .filter(alg -> alg.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> header.invalid("alg", "ECDH-1PU+A256KW or ECDH-ES+A256KW"));
  }

  /** The key that wraps the content key, from what both ends can compute. */
  SecretKey derive(byte[] shared, ProtectedHeader header, byte[] tag) throws JOSEException {
    byte[] algorithm = ConcatKDF.encodeDataWithLength(Utf8.encode(wireName));
    byte[] apu = ConcatKDF.encodeDataWithLength(header.apu());
    byte[] apv = ConcatKDF.encodeDataWithLength(header.apv());
    byte[] bits = ConcatKDF.encodeIntData(KEY_BITS);
    byte[] cctag =
        this == ECDH_1PU_A256KW ? ConcatKDF.encodeDataWithLength(tag) : ConcatKDF.encodeNoData();
    return KDF.deriveKey(
        new SecretKeySpec(shared, "AES"),
        KEY_BITS,
        ConcatKDF.composeOtherInfo(algorithm, apu, apv, bits, ConcatKDF.encodeNoData(), cctag));
  }

  static byte[] wrap(SecretKey content, SecretKey wrapping) throws JOSEException {
    return AESKW.wrapCEK(content, wrapping, ContentEncryption.PROVIDER);
  }

  static SecretKey unwrap(byte[] wrapped, SecretKey wrapping) throws JOSEException {
    return AESKW.unwrapCEK(wrapping, wrapped, ContentEncryption.PROVIDER);
  }
}

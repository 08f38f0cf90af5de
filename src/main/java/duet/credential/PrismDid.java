package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.InvalidCredentialException.reading;

import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.Excerpt;
import duet.didcomm.Sha256;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A did:prism. In long form it carries its keys: the bytes of the operation that creates it, behind
 * their SHA-256. In short form, which is the canonical one, it has none; a node would know them.
 * Equal if their texts are; {@link #same} compares across both forms.
 */
public final class PrismDid {
  /** In characters. */
  public static final int MAX_LENGTH = 16 * 1024;

  private static final String PART = "did:prism";
  private static final Pattern FORM =
      Pattern.compile("(did:prism:([0-9a-f]{64}))(?::([A-Za-z0-9_-]+))?");

  private final String did;
  private final String canonical;
  private final PrismOperation operation;

  private PrismDid(String did, String canonical, PrismOperation operation) {
    this.did = did;
    this.canonical = canonical;
    this.operation = operation;
  }

  /**
   * Reads either form. Of the long one the hash is checked over the bytes as they are; it must have
   * a master key on secp256k1, and no two keys of one id.
   */
  public static PrismDid parse(String did) {
    if (did.length() > MAX_LENGTH) {
      throw invalid(
          Reason.TOO_LARGE, PART, did.length() + " characters long", "at most " + MAX_LENGTH);
    }
    Matcher form = FORM.matcher(did);
    if (!form.matches()) {
      throw invalid(
          Reason.MALFORMED,
          PART,
          Excerpt.of(did),
          "did:prism, the hex of a SHA-256, and the bytes in base64url for the long form");
    }
    String canonical = form.group(1);
    if (form.group(3) == null) {
      return new PrismDid(did, canonical, new PrismOperation(List.of(), List.of()));
    }
    byte[] bytes = reading(() -> Base64Url.decode(PART, form.group(3)));
    requireHash(form.group(2), bytes);
    var operation = reading(() -> PrismOperation.decode(bytes));
    requireKeys(operation.keys());
    return new PrismDid(did, canonical, operation);
  }

  /**
   * A new DID in long form, in a Cloud Agent's order: keys on secp256k1, those on other curves,
   * master keys, services. Keys are compressed.
   */
  public static PrismDid create(List<PrismKey> keys, List<PrismService> services) {
    var sorted = keys.stream().sorted(Comparator.comparingInt(PrismDid::place)).toList();
    byte[] bytes = new PrismOperation(sorted, services).encode();
    String hash = HexFormat.of().formatHex(Sha256.of(bytes));
    return parse(PART + ":" + hash + ":" + Base64Url.encode(bytes));
  }

  /** A DID in short form, with the keys that a resolver knows of it. */
  static PrismDid resolved(String canonical, List<PrismKey> keys) {
    return new PrismDid(canonical, canonical, new PrismOperation(keys, List.of()));
  }

  /** Whether two texts are the same DID, in whatever form. Other texts are compared as they are. */
  public static boolean same(String one, String other) {
    return canonical(one).equals(canonical(other));
  }

  /** The canonical form of a did:prism, whose hash isn't checked; other texts as they are. */
  public static String canonical(String did) {
    Matcher form = FORM.matcher(did);
    return form.matches() ? form.group(1) : did;
  }

  /** As it was read. */
  public String did() {
    return did;
  }

  public String canonical() {
    return canonical;
  }

  public boolean isLongForm() {
    return did.length() > canonical.length();
  }

  /** All keys in their order, the master's too; none in short form. */
  public List<PrismKey> keys() {
    return operation.keys();
  }

  public List<PrismKey> keys(KeyPurpose purpose) {
    return keys().stream().filter(key -> key.purpose() == purpose).toList();
  }

  /**
   * @param id the fragment alone
   */
  public Optional<PrismKey> key(String id) {
    return keys().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  public List<PrismService> services() {
    return operation.services();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrismDid that && did.equals(that.did);
  }

  @Override
  public int hashCode() {
    return did.hashCode();
  }

  @Override
  public String toString() {
    return did;
  }

  private static int place(PrismKey key) {
    if (key.purpose() == KeyPurpose.MASTER) {
      return 2;
    }
    return key.curve() == KeyCurve.SECP256K1 ? 0 : 1;
  }

  private static void requireHash(String hash, byte[] bytes) {
    String seen = HexFormat.of().formatHex(Sha256.of(bytes));
    if (!seen.equals(hash)) {
      throw invalid(
          Reason.HASH_MISMATCH,
          PART,
          "its bytes have the SHA-256 " + seen,
          "that of the DID, " + hash);
    }
  }

  private static void requireKeys(List<PrismKey> keys) {
    var ids = new HashSet<String>();
    for (PrismKey key : keys) {
      if (!ids.add(key.id())) {
        throw invalid(
            Reason.DUPLICATE_KEY_ID,
            PART,
            "two keys with the id " + Excerpt.of(key.id()),
            "unique ids");
      }
    }
    if (keys.stream().noneMatch(key -> key.purpose() == KeyPurpose.MASTER)) {
      throw invalid(Reason.NO_MASTER_KEY, PART, "without a master key", "one with a master key");
    }
  }
}

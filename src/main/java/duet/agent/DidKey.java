package duet.agent;

/**
 * A key that a new did:prism is to have.
 *
 * @param id a URI fragment, unique in the DID, at most 50 characters
 * @param purpose such as {@link #AUTHENTICATION} or {@link #ASSERTION_METHOD}
 * @param curve {@link #ED25519} or {@link #SECP256K1}
 */
public record DidKey(String id, String purpose, String curve) {

  /** Signs what the DID asks for and presents. */
  public static final String AUTHENTICATION = "authentication";

  /** Signs what the DID issues. */
  public static final String ASSERTION_METHOD = "assertionMethod";

  public static final String ED25519 = "Ed25519";
  public static final String SECP256K1 = "secp256k1";
}

package duet.credential;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a key of a did:prism may be used for, in the order of the protobuf enum KeyUsage, from 1.
 */
public enum KeyPurpose {
  MASTER("master"),
  /** Signs credentials: assertionMethod in documents and over REST. */
  ISSUING("assertionMethod"),
  KEY_AGREEMENT("keyAgreement"),
  /** Signs requests and presentations. */
  AUTHENTICATION("authentication"),
  REVOCATION("revocation"),
  CAPABILITY_INVOCATION("capabilityInvocation"),
  CAPABILITY_DELEGATION("capabilityDelegation"),
  VDR("VDR");

  private final String restName;

  KeyPurpose(String restName) {
    this.restName = restName;
  }

  /** What it is called over REST; in DID documents too, where it stands in them. */
  public String restName() {
    return restName;
  }

  public static Optional<KeyPurpose> ofRestName(String name) {
    return Stream.of(values()).filter(purpose -> purpose.restName.equals(name)).findFirst();
  }

  int number() {
    return ordinal() + 1;
  }

  static Optional<KeyPurpose> ofNumber(int number) {
    return Stream.of(values()).filter(purpose -> purpose.number() == number).findFirst();
  }
}

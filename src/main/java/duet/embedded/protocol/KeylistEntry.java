package duet.embedded.protocol;

import java.util.Objects;

/**
 * A DID that messages can be sent to through a mediator.
 *
 * @param account the DID of the account that they wait for
 */
public record KeylistEntry(String recipientDid, String account) {
  public KeylistEntry {
    Objects.requireNonNull(recipientDid);
    Objects.requireNonNull(account);
  }
}

package duet.embedded.store;

import duet.didcomm.AgreementKey;
import duet.didcomm.AuthenticationKey;
import duet.didcomm.PeerDid;
import java.net.URI;
import java.security.SecureRandom;

/**
 * A peer DID of this agent with its private keys. A new one is made for each connection.
 *
 * @param agreement decrypts what is sent to the DID
 * @param authentication part of the DID; connections never sign anything
 */
public record PeerKeys(PeerDid did, AgreementKey agreement, AuthenticationKey authentication) {

  /**
   * @param service where messages to the DID are to be sent
   */
  public static PeerKeys generate(SecureRandom random, URI service) {
    var agreement = AgreementKey.generate(random);
    var authentication = AuthenticationKey.generate(random);
    return new PeerKeys(
        PeerDid.create(agreement, authentication, service), agreement, authentication);
  }
}

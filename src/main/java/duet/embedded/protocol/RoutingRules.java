package duet.embedded.protocol;

import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import java.time.Instant;

/** Which forwards a mediator takes (Routing Protocol 2.0). */
public final class RoutingRules {

  private RoutingRules() {}

  /**
   * Requires a message that a key of {@code next} can open, or the key that it names: one that
   * nobody can open would come back with each delivery.
   *
   * @throws MalformedException if there is no such key, or the message isn't an envelope
   */
  public static void requireReadable(Forward forward) {
    var next = forward.next();
    int hash = next.indexOf('#');
    var peer = PeerDid.parse(hash < 0 ? next : next.substring(0, hash));
    boolean readable =
        Envelope.recipients(forward.envelope()).stream()
            .filter(kid -> kid.startsWith(peer.did()))
            .flatMap(kid -> peer.key(kid).stream())
            .filter(peer.agreementKeys()::contains)
            .anyMatch(key -> hash < 0 || peer.key(next).filter(key::equals).isPresent());
    if (!readable) {
      throw new MalformedException(
          "forward.attachments", "No key of next can open the attached message.");
    }
  }

  /**
   * When a message expires.
   *
   * @param seconds since 1970, as its sender wrote them
   */
  public static Instant expiry(long seconds, Instant now) {
    long year = 366L * 24 * 60 * 60;
    return Instant.ofEpochSecond(Math.min(seconds, now.getEpochSecond() + year));
  }
}

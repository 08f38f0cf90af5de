package duet.embedded.mediated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Message;
import duet.embedded.protocol.CoordinateMediation;
import duet.embedded.store.PeerKeys;
import duet.text.SafeText;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has DIDs registered with a mediator (Coordinate Mediation 2.0). A DID leaves the house only when
 * the mediator said that it takes messages for it. Safe for many threads; methods wait for the
 * mediator's answers.
 */
final class Registration {

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
  private static final Set<String> ACCEPTED = Set.of("success", "no_change");
  private static final int UPDATES = 20;

  private final MediatorClient client;
  private final SecureRandom random;
  private final Supplier<List<String>> dids;
  private volatile URI routingDid;

  /**
   * @param routingDid what new DIDs name as their service, until the mediator says another
   * @param dids those that are to be registered if the mediator has forgotten them
   */
  Registration(
      MediatorClient client, SecureRandom random, URI routingDid, Supplier<List<String>> dids) {
    this.client = client;
    this.random = random;
    this.routingDid = routingDid;
    this.dids = dids;
  }

  /**
   * A new DID that is reached through the mediator, registered there.
   *
   * @throws MediatorException if it isn't; nobody may be told of such a DID
   */
  PeerKeys newKeys() {
    var keys = PeerKeys.generate(random, routingDid);
    var did = keys.did().did();
    try {
      register(did);
    } catch (MediatorException e) {
      if (!e.notEnrolled()) {
        throw e;
      }
      renew();
      register(did);
    }
    return keys;
  }

  /**
   * Asks for mediation, which a mediator grants again to those who have it.
   *
   * @throws MediatorException if it isn't granted
   */
  void enrol() {
    var answer = answer(CoordinateMediation.MEDIATE_REQUEST, object());
    if (!answer.type().equals(CoordinateMediation.MEDIATE_GRANT)) {
      throw new MediatorException(
          client + " grants no mediation: it answered " + SafeText.excerpt(answer.type()));
    }
    var granted = answer.body().path("routing_did");
    var did = (granted.isArray() ? granted.path(0) : granted).asText();
    if (!did.isEmpty()) {
      routingDid = MediatorDid.require(did);
    }
  }

  /** What new DIDs name as their service. */
  URI routingDid() {
    return routingDid;
  }

  /** Enrols anew at a mediator that has forgotten us, with all DIDs that it may take. */
  synchronized void renew() {
    enrol();
    var all = dids.get();
    int taken = 0;
    for (int start = 0; start < all.size(); start += UPDATES) {
      taken += add(all.subList(start, Math.min(all.size(), start + UPDATES))).size();
    }
    if (taken < all.size()) {
      LOG.warn("{} takes messages for {} of {} DIDs only", client, taken, all.size());
    }
  }

  private void register(String did) {
    if (!add(List.of(did)).contains(did)) {
      throw new MediatorException(client + " refuses to take messages for a new DID");
    }
  }

  /**
   * @return those that the mediator takes messages for
   */
  private Set<String> add(List<String> added) {
    var body = object();
    var updates = body.putArray("updates");
    added.forEach(did -> updates.addObject().put("recipient_did", did).put("action", "add"));
    return answer(CoordinateMediation.KEYLIST_UPDATE, body)
        .body()
        .path("updated")
        .valueStream()
        .filter(update -> ACCEPTED.contains(update.path("result").asText()))
        .map(update -> update.path("recipient_did"))
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  private Message answer(String type, ObjectNode body) {
    return client
        .ask(type, body)
        .orElseThrow(() -> new MediatorException(client + " did not answer " + type));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}

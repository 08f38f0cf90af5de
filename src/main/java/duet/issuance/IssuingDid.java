package duet.issuance;

import duet.agent.Agent;
import duet.agent.AgentDid;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.CredentialOffer;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.exchange.Timeline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Names the DID in an offer that it is issued with, published where the agent has a node. */
final class IssuingDid {

  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final Agent issuer;
  private final IssuanceOptions options;
  private final Timeline timeline;

  IssuingDid(Agent issuer, IssuanceOptions options, Timeline timeline) {
    this.issuer = issuer;
    this.options = options;
    this.timeline = timeline;
  }

  /**
   * @throws IssuanceException if the DID isn't published in time
   * @throws AgentException if the agent can't find or make a DID
   */
  CredentialOffer in(CredentialOffer offer) {
    if (offer.issuingDid().isPresent() && options.publication().isZero()) {
      return offer;
    }
    var chosen =
        offer
            .issuingDid()
            .map(did -> new ChosenDid(find(did), offer.issuingKeyId()))
            .orElseGet(() -> new WalletDids(issuer, timeline).issuing(options.curve()));
    var named = offer.withIssuingDid(published(chosen.did()).resolvable());
    return chosen.keyId().map(named::withIssuingKey).orElse(named);
  }

  private AgentDid published(AgentDid did) {
    if (did.published() || options.publication().isZero() || !resolves(did)) {
      return did;
    }
    return publish(did) ? awaitPublished(did) : did;
  }

  /** An agent without a resolver has no ledger either, so that publishing would be in vain. */
  private boolean resolves(AgentDid did) {
    try {
      timeline.countCall();
      issuer.dids().keys(did.resolvable());
      return true;
    } catch (AgentException e) {
      return false;
    }
  }

  /** Whether it will be. */
  private boolean publish(AgentDid did) {
    if (did.publicationPending()) {
      return true;
    }
    try {
      timeline.countCall();
      issuer.dids().publish(did.did());
      return true;
    } catch (AgentException e) {
      timeline.remark(
          Side.ISSUER,
          "issuer's DID stays unpublished, so others may not be able to verify the credential: "
              + e.reason().summary());
      return false;
    }
  }

  private AgentDid awaitPublished(AgentDid did) {
    try {
      return Awaitility.await("publication")
          .dontCatchUncaughtExceptions()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(INTERVAL)
          .atMost(options.publication())
          .until(() -> find(did.did()), AgentDid::published);
    } catch (ConditionTimeoutException e) {
      var diagnosis = Diagnosis.of(Cause.DID_NOT_PUBLISHED, Side.ISSUER, "the DID is " + did.did());
      var pair = new CredentialPair(Optional.empty(), Optional.empty(), Map.of(), timeline);
      throw IssuanceException.timedOut(options.publication(), diagnosis, pair);
    }
  }

  private AgentDid find(String did) {
    timeline.countCall();
    return issuer.dids().find(did);
  }
}

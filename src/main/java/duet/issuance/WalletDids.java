package duet.issuance;

import duet.agent.Agent;
import duet.agent.AgentDid;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.DidKey;
import duet.credential.InvalidCredentialException;
import duet.credential.PrismDid;
import duet.exchange.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The DIDs of one agent's wallet, to choose from; the latest that will do is taken. Counts its
 * calls.
 */
final class WalletDids {

  /** Each takes a call. */
  private static final int MOST_RESOLVED = 10;

  private final Agent agent;
  private final Timeline timeline;

  WalletDids(Agent agent, Timeline timeline) {
    this.agent = agent;
    this.timeline = timeline;
  }

  /** The holder's DID for a request: one whose long form anybody can resolve. */
  ChosenDid subject() {
    Predicate<DidKey> wanted = key -> key.purpose().equals(DidKey.AUTHENTICATION);
    return unpublished(latest(), wanted).orElseGet(() -> create(DidKey.ED25519, wanted));
  }

  /**
   * The DID to issue with: a published one, or one that could be.
   *
   * @param curve of its key
   */
  ChosenDid issuing(String curve) {
    Predicate<DidKey> wanted =
        key -> key.purpose().equals(DidKey.ASSERTION_METHOD) && key.curve().equals(curve);
    var latest = latest();
    return published(latest, wanted)
        .or(() -> unpublished(latest, wanted))
        .orElseGet(() -> create(curve, wanted));
  }

  private List<AgentDid> latest() {
    timeline.countCall();
    var all = new ArrayList<>(agent.dids().list());
    Collections.reverse(all);
    return all;
  }

  /** Agents leave out the long form of a published DID, so its keys have to be resolved. */
  private Optional<ChosenDid> published(List<AgentDid> all, Predicate<DidKey> wanted) {
    for (AgentDid did : all.stream().filter(AgentDid::published).limit(MOST_RESOLVED).toList()) {
      try {
        timeline.countCall();
        var chosen = ChosenDid.of(did, agent.dids().keys(did.did()), wanted);
        if (chosen.isPresent()) {
          return chosen;
        }
      } catch (AgentException e) {
        if (e.reason() == Cause.WRONG_PATH) {
          // This agent resolves nothing.
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ChosenDid> unpublished(List<AgentDid> all, Predicate<DidKey> wanted) {
    return all.stream()
        .filter(did -> !did.published())
        .flatMap(did -> ChosenDid.of(did, keys(did), wanted).stream())
        .findFirst();
  }

  private static List<DidKey> keys(AgentDid did) {
    try {
      return did.longForm().map(PrismDid::parse).map(PrismDid::keys).orElse(List.of()).stream()
          .map(key -> new DidKey(key.id(), key.purpose().restName(), key.curve().wireName()))
          .toList();
    } catch (InvalidCredentialException e) {
      return List.of();
    }
  }

  private ChosenDid create(String curve, Predicate<DidKey> wanted) {
    var keys =
        List.of(
            new DidKey("auth-1", DidKey.AUTHENTICATION, curve),
            new DidKey("issue-1", DidKey.ASSERTION_METHOD, curve));
    timeline.countCall();
    timeline.countCall();
    return ChosenDid.of(agent.dids().create(keys), keys, wanted).orElseThrow();
  }
}

package duet.presentation;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.ProofExchange;
import duet.agent.ProofRequest;
import duet.didcomm.Invitation;
import duet.exchange.AwaitedSide;
import duet.exchange.Exchange;
import duet.exchange.Observation;
import duet.exchange.Progress;
import duet.exchange.RunningExchange;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.WaitThresholds;
import duet.exchange.WatchedSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a proof and waits until it is verified.
 *
 * <pre>{@code
 * var request = ProofRequest.create();
 * var credentials = List.of(credential.credentialId());
 * var presentation = Presentation.request(verifier, connection, prover, request, credentials);
 * ProofPair proof = presentation.await();
 * }</pre>
 *
 * <p>Verified means that the verifier reports {@code PresentationVerified} and the prover {@code
 * PresentationSent}. While somebody waits, the prover accepts the request with the credentials
 * given. An unseen side, which a stranger holds, does not count. {@link #await()} throws {@link
 * PresentationException} if the verifier found the presentation not to be good, if it can no longer
 * come to a verdict, or doesn't in time.
 */
public final class Presentation extends RunningExchange<ProofPair> {

  private Presentation(
      PresentationSteps steps,
      Map<Side, String> dids,
      List<WatchedSide<ProofExchange>> sides,
      Optional<AwaitedSide<ProofExchange>> awaited) {
    super(
        new Exchange<>(
            new PresentationRules(dids),
            steps.options().thresholds(),
            steps.options().listener(),
            steps.timeline(),
            sides,
            awaited));
  }

  /**
   * Like {@link #request(Agent, Connection, Agent, ProofRequest, List, PresentationOptions)}, with
   * the default options.
   */
  public static Presentation request(
      Agent verifier,
      Connection connection,
      Agent prover,
      ProofRequest request,
      List<String> credentialIds) {
    return request(
        verifier, connection, prover, request, credentialIds, PresentationOptions.DEFAULT);
  }

  /**
   * Has the verifier ask for a proof over a connection, and watches both sides.
   *
   * @param connection the verifier's side of it, established
   * @param credentialIds the prover's records of what it presents, at least one
   * @throws AgentException if the verifier can't ask
   */
  public static Presentation request(
      Agent verifier,
      Connection connection,
      Agent prover,
      ProofRequest request,
      List<String> credentialIds,
      PresentationOptions options) {
    var steps = new PresentationSteps(options, credentialIds);
    steps.requireProver(prover);
    var made = steps.request(verifier, connection, request);
    return new Presentation(
        steps,
        PresentationSteps.dids(connection),
        List.of(steps.verifier(verifier, made)),
        Optional.of(steps.prover(prover, made.thid())));
  }

  /**
   * Has the verifier ask a stranger for a proof over a connection, and watches the verifier.
   *
   * @param connection the verifier's side of it, established
   * @throws AgentException if the verifier can't ask
   */
  public static Presentation request(
      Agent verifier, Connection connection, ProofRequest request, PresentationOptions options) {
    var steps = new PresentationSteps(options, List.of());
    var made = steps.request(verifier, connection, request);
    var sides = List.of(steps.verifier(verifier, made));
    return new Presentation(steps, PresentationSteps.dids(connection), sides, Optional.empty());
  }

  /**
   * Has the prover take the request out of an invitation of the verifier's, and watches both sides.
   *
   * @param made what {@link duet.agent.Proofs#requestByInvitation} returned
   * @param delivered the invitation that reached the prover
   * @param credentialIds the prover's records of what it presents, at least one
   * @throws PresentationException if the invitation can't be used
   * @throws AgentException if the prover can't take it for another reason
   */
  public static Presentation accept(
      Agent verifier,
      ProofExchange made,
      Invitation delivered,
      Agent prover,
      List<String> credentialIds,
      PresentationOptions options) {
    var steps = new PresentationSteps(options, credentialIds);
    steps.requireProver(prover);
    var verifying = steps.verifier(verifier, made);
    var accepted = steps.accept(prover, delivered, Optional.of(made));
    return new Presentation(
        steps,
        Map.of(Side.VERIFIER, delivered.from()),
        List.of(verifying, steps.prover(prover, accepted)),
        Optional.empty());
  }

  /**
   * Has the prover take the request out of a stranger's invitation, and watches the prover.
   *
   * @param credentialIds the prover's records of what it presents, at least one
   * @throws PresentationException if the invitation can't be used
   * @throws AgentException if the prover can't take it for another reason
   */
  public static Presentation accept(
      Invitation delivered, Agent prover, List<String> credentialIds, PresentationOptions options) {
    var steps = new PresentationSteps(options, credentialIds);
    steps.requireProver(prover);
    var accepted = steps.accept(prover, delivered, Optional.empty());
    return new Presentation(
        steps,
        Map.of(Side.VERIFIER, delivered.from()),
        List.of(steps.prover(prover, accepted)),
        Optional.empty());
  }

  /**
   * Watches what was asked for before.
   *
   * @param asked the prover's side; if it hasn't got the request yet, empty
   * @param credentialIds the prover's records of what it presents; empty if it has accepted
   *     already, or somebody else sees to that
   * @throws IllegalArgumentException if the two are of different threads
   */
  public static Presentation between(
      Agent verifier,
      ProofExchange made,
      Agent prover,
      Optional<ProofExchange> asked,
      List<String> credentialIds,
      PresentationOptions options) {
    var steps = new PresentationSteps(options, credentialIds);
    var sides = new ArrayList<WatchedSide<ProofExchange>>();
    sides.add(steps.verifier(verifier, made));
    asked.ifPresent(record -> sides.add(steps.prover(prover, record)));
    requireOneThread(sides);
    var awaited =
        asked.isEmpty()
            ? Optional.of(steps.prover(prover, made.thid()))
            : Optional.<AwaitedSide<ProofExchange>>empty();
    return new Presentation(steps, Map.of(), sides, awaited);
  }

  /** Watches what a stranger was asked for, over a connection or by an invitation. */
  public static Presentation ofVerifier(
      Agent verifier, ProofExchange made, PresentationOptions options) {
    var steps = new PresentationSteps(options, List.of());
    return new Presentation(
        steps, Map.of(), List.of(steps.verifier(verifier, made)), Optional.empty());
  }

  /**
   * Has the prover answer what a stranger asked for, if it hasn't, and watches the prover.
   *
   * @param credentialIds the prover's records of what it presents; empty if it has accepted
   *     already, or somebody else sees to that
   */
  public static Presentation ofProver(
      Agent prover, ProofExchange asked, List<String> credentialIds, PresentationOptions options) {
    var steps = new PresentationSteps(options, credentialIds);
    return new Presentation(
        steps, Map.of(), List.of(steps.prover(prover, asked)), Optional.empty());
  }

  /**
   * Judges a presentation that somebody else drives; does nothing for it, and asks no agent.
   *
   * @param dids the peer DIDs of both sides, as far as they are known at any time: it isn't copied
   */
  public static Observation<ProofExchange, ProofPair> observe(
      Map<Side, String> dids, WaitThresholds thresholds, Timeline timeline) {
    return new Observation<>(new PresentationRules(dids), thresholds, timeline);
  }

  @Override
  public String toString() {
    var pair = pair();
    var over = progress() instanceof Progress.Complete;
    return (over ? "presented, " : "presentation, ") + pair.summary();
  }

  private static void requireOneThread(List<WatchedSide<ProofExchange>> sides) {
    var threads = sides.stream().map(side -> side.record().thid()).distinct().toList();
    if (threads.size() > 1) {
      throw new IllegalArgumentException(
          "these two records are of different proofs, in threads " + String.join(" and ", threads));
    }
  }
}

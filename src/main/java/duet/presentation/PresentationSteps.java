package duet.presentation;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.ProofExchange;
import duet.agent.ProofRequest;
import duet.agent.ProofState;
import duet.agent.Role;
import duet.didcomm.Invitation;
import duet.exchange.AwaitedSide;
import duet.exchange.Diagnosis;
import duet.exchange.RecordSource;
import duet.exchange.RefusedInvitation;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.Turn;
import duet.exchange.WatchedSide;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of a presentation, and its two sides. Begins when this is created, and counts the
 * calls.
 */
final class PresentationSteps {

  private final PresentationOptions options;
  private final List<String> credentialIds;
  private final Timeline timeline = new Timeline();

  /**
   * @param credentialIds the prover's records of what it presents; empty if that is for others to
   *     say
   */
  PresentationSteps(PresentationOptions options, List<String> credentialIds) {
    this.options = options;
    this.credentialIds = List.copyOf(credentialIds);
  }

  PresentationOptions options() {
    return options;
  }

  Timeline timeline() {
    return timeline;
  }

  /** Before anything is asked for. */
  void requireProver(Agent prover) {
    require(prover, Side.PROVER);
    if (credentialIds.isEmpty()) {
      throw new IllegalArgumentException(
          "a prover needs a credential to present: CredentialPair.credentialId() names one");
    }
  }

  /** Asks over the verifier's connection. */
  ProofExchange request(Agent verifier, Connection connection, ProofRequest request) {
    Objects.requireNonNull(connection, "the verifier's connection is missing (null)");
    timeline.countCall();
    return require(verifier, Side.VERIFIER).proofs().request(connection.id(), request);
  }

  /**
   * Takes the request out of an invitation.
   *
   * @param made the verifier's side, if it is ours
   * @throws PresentationException if the invitation can't be used
   */
  ProofExchange accept(Agent prover, Invitation delivered, Optional<ProofExchange> made) {
    Objects.requireNonNull(delivered, "the invitation is missing (null)");
    try {
      timeline.countCall();
      return prover.proofs().acceptInvitation(delivered);
    } catch (AgentException refused) {
      var dead = RefusedInvitation.diagnosis(refused, Side.PROVER, Cause.PROOF_REQUEST_EXPIRED);
      throw dead.<RuntimeException>map(diagnosis -> deadEnd(diagnosis, delivered, made))
          .orElse(refused);
    }
  }

  WatchedSide<ProofExchange> verifier(Agent verifier, ProofExchange made) {
    require(verifier, Side.VERIFIER);
    Objects.requireNonNull(made, "the verifier's record is missing (null)");
    return new WatchedSide<>(Side.VERIFIER, Role.VERIFIER, source(verifier), made);
  }

  WatchedSide<ProofExchange> prover(Agent prover, ProofExchange asked) {
    require(prover, Side.PROVER);
    Objects.requireNonNull(asked, "the prover's record is missing (null)");
    return new WatchedSide<>(Side.PROVER, Role.PROVER, source(prover), accept(prover), asked);
  }

  /** A prover that is yet to get the request. */
  AwaitedSide<ProofExchange> prover(Agent prover, String thid) {
    require(prover, Side.PROVER);
    return new AwaitedSide<>(
        Side.PROVER,
        Role.PROVER,
        source(prover),
        accept(prover),
        thid,
        () -> prover.proofs().ofThreadAsync(thid));
  }

  /** The peer DIDs of both sides, of the verifier's connection. */
  static Map<Side, String> dids(Connection connection) {
    var dids = new EnumMap<Side, String>(Side.class);
    connection.myDid().ifPresent(did -> dids.put(Side.VERIFIER, did));
    connection.theirDid().ifPresent(did -> dids.put(Side.PROVER, did));
    return dids;
  }

  private static Agent require(Agent agent, Side side) {
    return Objects.requireNonNull(agent, () -> "the " + side + "'s agent is missing (null)");
  }

  private Turn<ProofExchange> accept(Agent prover) {
    return record ->
        record.state() == ProofState.REQUEST_RECEIVED && !credentialIds.isEmpty()
            ? Optional.of(
                () -> {
                  timeline.countCall();
                  return prover.proofs().accept(record.id(), credentialIds);
                })
            : Optional.empty();
  }

  private static RecordSource<ProofExchange> source(Agent agent) {
    var proofs = agent.proofs();
    return new RecordSource<>(
        agent,
        "proof",
        proofs::recordAsync,
        proofs::subscribe,
        proofs::unsubscribe,
        () -> CompletableFuture.completedFuture(false));
  }

  private PresentationException deadEnd(
      Diagnosis diagnosis, Invitation delivered, Optional<ProofExchange> made) {
    var dids = Map.of(Side.VERIFIER, delivered.from());
    return PresentationException.deadEnd(
        diagnosis, new ProofPair(made, Optional.empty(), dids, timeline));
  }
}

package duet.cli;

import duet.OpenedAgents;
import duet.agent.Agent;
import duet.agent.Connection;
import duet.agent.ProofExchange;
import duet.agent.ProofRequest;
import duet.didcomm.Invitation;
import duet.exchange.ExchangeException;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.presentation.Presentation;
import duet.presentation.PresentationOptions;
import duet.presentation.ProofPair;
import duet.session.KeptRecord;
import duet.session.Session;
import duet.session.SessionProof;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a command's proofs are asked for and given: each is begun, shown, waited for and recorded.
 * The inviter verifies; where there is no invitee of ours, a stranger's side stays unseen.
 */
final class ProofSteps {

  private final ExchangeCommand command;
  private final OpenedAgents agents;
  private final SessionRecorder recorder;
  private final Duration limit;

  /**
   * @param limit how long each may take
   */
  ProofSteps(
      ExchangeCommand command, OpenedAgents agents, SessionRecorder recorder, Duration limit) {
    this.command = command;
    this.agents = agents;
    this.recorder = recorder;
    this.limit = limit;
  }

  /**
   * @param connection the inviter's
   * @param credentialIds the invitee's records of what it presents; a stranger chooses
   */
  ProofPair request(Connection connection, ProofRequest request, List<String> credentialIds) {
    command.open().begin(pair(Optional.empty()));
    var verifier = agents.agent(Side.INVITER);
    return complete(
        options ->
            invitee()
                .map(
                    prover ->
                        Presentation.request(
                            verifier, connection, prover, request, credentialIds, options))
                .orElseGet(() -> Presentation.request(verifier, connection, request, options)),
        credentialIds);
  }

  /** Puts a request into an invitation. */
  ProofExchange invite(ProofRequest request) {
    var made = agents.agent(Side.INVITER).proofs().requestByInvitation(request);
    command.open().begin(pair(Optional.of(made)));
    return made;
  }

  /** Waits until a wallet has given the proof that it was invited to give. */
  ProofPair request(ProofExchange invited) {
    return complete(
        options -> Presentation.ofVerifier(agents.agent(Side.INVITER), invited, options),
        List.of());
  }

  /** Takes the request out of a stranger's invitation. */
  ProofPair accept(Invitation delivered, List<String> credentialIds) {
    command.open().begin(pair(Optional.empty()));
    return complete(
        options ->
            Presentation.accept(delivered, agents.agent(Side.INVITEE), credentialIds, options),
        credentialIds);
  }

  /** Goes on with what a session has. */
  ProofPair resume(SessionProof known) {
    var verifier = agents.agent(Side.INVITER);
    var made = verifier.proofs().record(known.verifier().recordId());
    command.open().begin(pair(Optional.of(made)));
    return complete(
        options ->
            invitee()
                .map(
                    prover ->
                        Presentation.between(
                            verifier,
                            made,
                            prover,
                            asked(prover, known),
                            known.credentialIds(),
                            options))
                .orElseGet(() -> Presentation.ofVerifier(verifier, made, options)),
        known.credentialIds());
  }

  private ProofPair complete(
      Function<PresentationOptions, Presentation> begin, List<String> credentialIds) {
    try {
      var proof =
          command.<ProofPair>complete(
              listener -> {
                var options = PresentationOptions.DEFAULT.withListener(listener);
                var presentation = begin.apply(options);
                record(presentation.pair(), credentialIds);
                return presentation;
              },
              pair -> invitee().isEmpty(),
              pair -> record(pair, credentialIds),
              limit);
      record(proof, credentialIds);
      return proof;
    } catch (ExchangeException e) {
      if (e.pair() instanceof ProofPair pair) {
        record(pair, credentialIds);
      }
      throw e;
    }
  }

  /** Adds it to the session, or updates it. */
  private void record(ProofPair pair, List<String> credentialIds) {
    pair.verifier()
        .ifPresent(
            made ->
                recorder.record(
                    session ->
                        session.with(
                            known(session, made, credentialIds)
                                .seen(
                                    Optional.of(KeptRecord.of(made)),
                                    pair.prover().map(KeptRecord::of)))));
  }

  private static SessionProof known(
      Session session, ProofExchange made, List<String> credentialIds) {
    return session.proofs().stream()
        .filter(one -> one.thid().equals(made.thid()))
        .findFirst()
        .orElseGet(() -> SessionProof.begin(made.thid(), KeptRecord.of(made), credentialIds));
  }

  private static Optional<ProofExchange> asked(Agent prover, SessionProof known) {
    return known
        .prover()
        .map(one -> prover.proofs().record(one.recordId()))
        .or(() -> prover.proofs().ofThread(known.thid()));
  }

  private static ProofPair pair(Optional<ProofExchange> verifier) {
    return new ProofPair(verifier, Optional.empty(), Map.of(), new Timeline());
  }

  private Optional<Agent> invitee() {
    return Optional.of(Side.INVITEE).filter(agents::has).map(agents::agent);
  }
}

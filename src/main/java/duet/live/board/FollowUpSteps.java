package duet.live.board;

import duet.OpenedAgents;
import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.CredentialOffer;
import duet.agent.ProofRequest;
import duet.exchange.ExchangeException;
import duet.exchange.RunningExchange;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.issuance.Issuance;
import duet.issuance.IssuanceOptions;
import duet.presentation.Presentation;
import duet.presentation.PresentationOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can follow on an established connection. Our invitee is the peer if it has the other side of
 * it, and a stranger otherwise.
 */
final class FollowUpSteps {

  private final OpenedAgents agents;
  private final BoardThreads threads;
  private final Details details;
  private final RunningSteps running;

  FollowUpSteps(OpenedAgents agents, BoardThreads threads, Details details, RunningSteps running) {
    this.agents = agents;
    this.threads = threads;
    this.details = details;
    this.running = running;
  }

  /**
   * @param step by which it is known while it runs
   */
  void issue(String step, ObservedThread thread, Map<String, String> claims) {
    var connection = established(thread, "issue a credential");
    var offer = CredentialOffer.of(claims);
    var issuer = agents.agent(Side.INVITER);
    var options = IssuanceOptions.DEFAULT;
    if (hasPeer(thread)) {
      var holder = agents.agent(Side.INVITEE);
      var begun = begin(thread, () -> Issuance.offer(issuer, connection, holder, offer, options));
      goOn(step, begun);
    } else {
      begin(thread, () -> Issuance.offer(issuer, connection, offer, options)).close();
    }
  }

  /**
   * @param step by which it is known while it runs
   */
  void present(String step, ObservedThread thread) {
    var connection = established(thread, "ask for a proof");
    var request = ProofRequest.create();
    var verifier = agents.agent(Side.INVITER);
    var options = PresentationOptions.DEFAULT;
    if (hasPeer(thread)) {
      var credentials = credentials(thread);
      var prover = agents.agent(Side.INVITEE);
      var begun =
          begin(
              thread,
              () ->
                  Presentation.request(
                      verifier, connection, prover, request, credentials, options));
      goOn(step, begun);
    } else {
      begin(thread, () -> Presentation.request(verifier, connection, request, options)).close();
    }
  }

  private Connection established(ObservedThread thread, String step) {
    synchronized (threads) {
      return thread
          .at(Side.INVITER)
          .filter(any -> Details.established(thread))
          .map(one -> (Connection) one.getValue())
          .orElseThrow(
              () ->
                  new StepException(
                      "Could not %s: the inviter's side isn't connected.".formatted(step)));
    }
  }

  private boolean hasPeer(ObservedThread thread) {
    synchronized (threads) {
      return thread.at(Side.INVITEE).isPresent();
    }
  }

  private List<String> credentials(ObservedThread thread) {
    synchronized (threads) {
      return details
          .lastCredential(thread)
          .map(AgentRecord::id)
          .map(List::of)
          .orElseThrow(
              () -> new StepException("There is no credential to present yet: issue one first."));
    }
  }

  /** Remembers over which connection it began. */
  private <P extends SidePair<?>> RunningExchange<P> begin(
      ObservedThread connection, Supplier<? extends RunningExchange<P>> call) {
    long asked = System.nanoTime();
    RunningExchange<P> exchange;
    try {
      exchange = call.get();
    } catch (ExchangeException e) {
      throw StepException.of(e.diagnosis());
    }
    var made = made(exchange);
    threads.begun(ThreadKey.of(made), connection.key());
    threads.take(new SeenRecord(Side.INVITER, made), Optional.of(asked));
    return exchange;
  }

  private void goOn(String step, RunningExchange<?> exchange) {
    var key = ThreadKey.of(made(exchange));
    running.goOn(step, exchange, why -> threads.failed(key, why));
  }

  private static AgentRecord made(RunningExchange<?> exchange) {
    var pair = exchange.pair();
    return pair.side(pair.sides().get(0)).orElseThrow();
  }
}

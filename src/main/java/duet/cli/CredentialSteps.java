package duet.cli;

import duet.OpenedAgents;
import duet.agent.Agent;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.CredentialOffer;
import duet.didcomm.Invitation;
import duet.exchange.ExchangeException;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.issuance.CredentialPair;
import duet.issuance.Issuance;
import duet.issuance.IssuanceOptions;
import duet.session.KeptRecord;
import duet.session.Session;
import duet.session.SessionCredential;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a command's credentials are issued: each is begun, shown, waited for and recorded. The
 * inviter issues; where there is no invitee of ours, a stranger's side stays unseen.
 */
final class CredentialSteps {

  private final ExchangeCommand command;
  private final OpenedAgents agents;
  private final SessionRecorder recorder;
  private final Duration limit;

  /**
   * @param limit how long each may take
   */
  CredentialSteps(
      ExchangeCommand command, OpenedAgents agents, SessionRecorder recorder, Duration limit) {
    this.command = command;
    this.agents = agents;
    this.recorder = recorder;
    this.limit = limit;
  }

  /**
   * @param connection the inviter's
   */
  CredentialPair issue(Connection connection, CredentialOffer offer, IssuanceOptions options) {
    command.open().begin(pair(Optional.empty()));
    var issuer = agents.agent(Side.INVITER);
    return issue(
        watching ->
            invitee()
                .map(holder -> Issuance.offer(issuer, connection, holder, offer, watching))
                .orElseGet(() -> Issuance.offer(issuer, connection, offer, watching)),
        options);
  }

  /** Puts an offer into an invitation. */
  CredentialExchange invite(CredentialOffer offer, IssuanceOptions options) {
    var made = Issuance.invite(agents.agent(Side.INVITER), offer, options);
    command.open().begin(pair(Optional.of(made)));
    return made;
  }

  /** Waits until a wallet has the credential that it was invited to take. */
  CredentialPair issue(CredentialExchange invited, IssuanceOptions options) {
    return issue(
        watching -> Issuance.ofIssuer(agents.agent(Side.INVITER), invited, watching), options);
  }

  /** Takes the offer out of a stranger's invitation. */
  CredentialPair accept(Invitation delivered) {
    command.open().begin(pair(Optional.empty()));
    return issue(
        watching -> Issuance.accept(delivered, agents.agent(Side.INVITEE), watching),
        IssuanceOptions.DEFAULT);
  }

  /** Goes on with what a session has. */
  CredentialPair resume(SessionCredential known) {
    var issuer = agents.agent(Side.INVITER);
    var made = issuer.credentials().record(known.issuer().recordId());
    command.open().begin(pair(Optional.of(made)));
    return issue(
        watching ->
            invitee()
                .map(
                    holder -> Issuance.between(issuer, made, holder, held(holder, known), watching))
                .orElseGet(() -> Issuance.ofIssuer(issuer, made, watching)),
        IssuanceOptions.DEFAULT);
  }

  private CredentialPair issue(Function<IssuanceOptions, Issuance> begin, IssuanceOptions options) {
    try {
      var issued =
          command.<CredentialPair>complete(
              listener -> begun(begin.apply(options.withListener(listener))),
              pair -> invitee().isEmpty(),
              this::record,
              limit);
      record(issued);
      return issued;
    } catch (ExchangeException e) {
      if (e.pair() instanceof CredentialPair pair) {
        record(pair);
      }
      throw e;
    }
  }

  private Issuance begun(Issuance issuance) {
    record(issuance.pair());
    return issuance;
  }

  /** Adds it to the session, or updates it. */
  private void record(CredentialPair pair) {
    pair.issuer()
        .ifPresent(
            made ->
                recorder.record(
                    session ->
                        session.with(
                            known(session, made)
                                .seen(
                                    Optional.of(KeptRecord.of(made)),
                                    pair.holder().map(KeptRecord::of)))));
  }

  private static SessionCredential known(Session session, CredentialExchange made) {
    return session.credentials().stream()
        .filter(one -> one.thid().equals(made.thid()))
        .findFirst()
        .orElseGet(() -> SessionCredential.begin(made.thid(), KeptRecord.of(made)));
  }

  private static Optional<CredentialExchange> held(Agent holder, SessionCredential known) {
    return known
        .holder()
        .map(one -> holder.credentials().record(one.recordId()))
        .or(() -> holder.credentials().ofThread(known.thid()));
  }

  private static CredentialPair pair(Optional<CredentialExchange> issuer) {
    return new CredentialPair(issuer, Optional.empty(), Map.of(), new Timeline());
  }

  private Optional<Agent> invitee() {
    return Optional.of(Side.INVITEE).filter(agents::has).map(agents::agent);
  }
}

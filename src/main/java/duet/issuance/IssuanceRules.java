package duet.issuance;

import static duet.exchange.SendFailureDiagnosis.permanent;

import duet.agent.Cause;
import duet.agent.CredentialExchange;
import duet.agent.State;
import duet.exchange.Diagnosis;
import duet.exchange.ExchangeProtocol;
import duet.exchange.SendFailureDiagnosis;
import duet.exchange.Side;
import duet.exchange.Timeline;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is specific to issue-credential 3.0, besides its states.
 *
 * @param dids the peer DIDs of both sides, as far as they are known
 */
record IssuanceRules(Map<Side, String> dids)
    implements ExchangeProtocol<CredentialExchange, CredentialPair> {

  /** Ends that say only that an agent goes no further. */
  private static final Set<Cause> STOPPED =
      EnumSet.of(Cause.NOT_MOVING, Cause.RETRIES_USED_UP, Cause.PROBLEM_REPORTED);

  @Override
  public List<Side> sides() {
    return List.of(Side.ISSUER, Side.HOLDER);
  }

  @Override
  public CredentialPair pair(
      Optional<CredentialExchange> issuer, Optional<CredentialExchange> holder, Timeline timeline) {
    return new CredentialPair(issuer, holder, dids, timeline);
  }

  @Override
  public boolean complete(CredentialExchange record) {
    return record.state().kind() == State.Kind.FINAL;
  }

  @Override
  public Optional<Diagnosis> disagreement(CredentialPair pair) {
    return Optional.empty();
  }

  @Override
  public Optional<SendFailureDiagnosis> peerError(
      Side sender, String type, String evidence, CredentialPair pair) {
    return sender == Side.HOLDER && type.endsWith("InvitationExpired")
        ? Optional.of(permanent(Cause.OFFER_EXPIRED, Side.ISSUER, evidence))
        : Optional.empty();
  }

  /** An agent that stops while it makes a message logs why, and tells nobody. */
  @Override
  public Diagnosis explained(Diagnosis dead, CredentialExchange record, CredentialPair pair) {
    if (!STOPPED.contains(dead.cause())) {
      return dead;
    }
    return switch (record.state()) {
      case PROBLEM_REPORT_PENDING, PROBLEM_REPORT_SENT ->
          pair.issuer().equals(Optional.of(record))
              ? dead.because(Cause.CREDENTIAL_REQUEST_REFUSED, Side.HOLDER, Side.ISSUER, record)
              : dead;
      case CREDENTIAL_PENDING ->
          dead.because(Cause.CREDENTIAL_NOT_MADE, Side.ISSUER, Side.ISSUER, record);
      case REQUEST_PENDING ->
          dead.because(Cause.CREDENTIAL_REQUEST_NOT_MADE, Side.HOLDER, Side.HOLDER, record);
      default -> dead;
    };
  }

  @Override
  public RuntimeException deadEnd(Diagnosis diagnosis, CredentialPair pair) {
    return IssuanceException.deadEnd(diagnosis, pair);
  }

  @Override
  public RuntimeException timedOut(Duration timeout, Diagnosis diagnosis, CredentialPair pair) {
    return IssuanceException.timedOut(timeout, diagnosis, pair);
  }
}

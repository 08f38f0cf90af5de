package duet.presentation;

import static duet.exchange.SendFailureDiagnosis.permanent;

import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Problem;
import duet.agent.ProofExchange;
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
import java.util.regex.Pattern;

/**
 * What is specific to present-proof 3.0, besides its states.
 *
 * @param dids the peer DIDs of both sides, as far as they are known
 */
record PresentationRules(Map<Side, String> dids)
    implements ExchangeProtocol<ProofExchange, ProofPair> {

  /** Ends that say only that an agent goes no further. */
  private static final Set<Cause> STOPPED =
      EnumSet.of(Cause.NOT_MOVING, Cause.RETRIES_USED_UP, Cause.PROBLEM_REPORTED);

  private static final Pattern STATUS_LIST =
      Pattern.compile("status.?list|credential-status|revocation", Pattern.CASE_INSENSITIVE);

  private static final Pattern RESOLUTION =
      Pattern.compile("resol|did ?doc|did:prism", Pattern.CASE_INSENSITIVE);

  @Override
  public List<Side> sides() {
    return List.of(Side.VERIFIER, Side.PROVER);
  }

  @Override
  public ProofPair pair(
      Optional<ProofExchange> verifier, Optional<ProofExchange> prover, Timeline timeline) {
    return new ProofPair(verifier, prover, dids, timeline);
  }

  @Override
  public boolean complete(ProofExchange record) {
    return record.state().kind() == State.Kind.FINAL;
  }

  @Override
  public Optional<Diagnosis> disagreement(ProofPair pair) {
    return Optional.empty();
  }

  @Override
  public Optional<SendFailureDiagnosis> peerError(
      Side sender, String type, String evidence, ProofPair pair) {
    return sender == Side.PROVER && type.endsWith("InvitationExpired")
        ? Optional.of(permanent(Cause.PROOF_REQUEST_EXPIRED, Side.VERIFIER, evidence))
        : Optional.empty();
  }

  /** An agent that stops while it makes a message logs why, and tells nobody. */
  @Override
  public Diagnosis explained(Diagnosis dead, ProofExchange record, ProofPair pair) {
    if (dead.cause() == Cause.VERIFICATION_FAILED) {
      return dead.because(Cause.VERIFICATION_FAILED, Side.PROVER, Side.VERIFIER, record);
    }
    if (!STOPPED.contains(dead.cause())) {
      return dead;
    }
    return switch (record.state()) {
      case PRESENTATION_PENDING ->
          dead.because(Cause.PRESENTATION_NOT_MADE, Side.PROVER, Side.PROVER, record);
      case PRESENTATION_RECEIVED ->
          dead.because(unverifiable(record), Side.VERIFIER, Side.VERIFIER, record);
      default -> dead;
    };
  }

  @Override
  public Optional<Diagnosis> refused(Side side, AgentException failure) {
    var type = failure.problem().map(Problem::type).orElse("");
    return side == Side.PROVER && type.endsWith("HolderBindingError")
        ? Optional.of(Diagnosis.of(Cause.NO_SUCH_CREDENTIAL, side, failure.seen()))
        : Optional.empty();
  }

  @Override
  public RuntimeException deadEnd(Diagnosis diagnosis, ProofPair pair) {
    return PresentationException.deadEnd(diagnosis, pair);
  }

  @Override
  public RuntimeException timedOut(Duration timeout, Diagnosis diagnosis, ProofPair pair) {
    return PresentationException.timedOut(timeout, diagnosis, pair);
  }

  /** What keeps a verifier from a verdict, in its own words. */
  private static Cause unverifiable(ProofExchange record) {
    var words =
        record.lastFailure().map(failure -> failure.type() + " " + failure.detail()).orElse("");
    if (STATUS_LIST.matcher(words).find()) {
      return Cause.STATUS_LIST_NOT_READ;
    }
    return RESOLUTION.matcher(words).find() ? Cause.ISSUER_NOT_RESOLVED : Cause.NOT_VERIFIABLE;
  }
}

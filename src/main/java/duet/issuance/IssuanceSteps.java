package duet.issuance;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.CredentialOffer;
import duet.agent.CredentialState;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of an issuance, and its two sides. Begins when this is created, and counts the calls.
 */
final class IssuanceSteps {

  private final IssuanceOptions options;
  private final Timeline timeline = new Timeline();

  IssuanceSteps(IssuanceOptions options) {
    this.options = options;
  }

  IssuanceOptions options() {
    return options;
  }

  Timeline timeline() {
    return timeline;
  }

  /** Offers over the issuer's connection. */
  CredentialExchange offer(Agent issuer, Connection connection, CredentialOffer offer) {
    Objects.requireNonNull(connection, "the issuer's connection is missing (null)");
    var named = named(issuer, offer);
    timeline.countCall();
    return issuer.credentials().offer(connection.id(), named);
  }

  CredentialExchange invite(Agent issuer, CredentialOffer offer) {
    var named = named(issuer, offer);
    timeline.countCall();
    return issuer.credentials().offerByInvitation(named);
  }

  /**
   * Takes the offer out of an invitation.
   *
   * @param made the issuer's side, if it is ours
   * @throws IssuanceException if the invitation can't be used
   */
  CredentialExchange accept(Agent holder, Invitation delivered, Optional<CredentialExchange> made) {
    Objects.requireNonNull(delivered, "the invitation is missing (null)");
    try {
      timeline.countCall();
      return require(holder, Side.HOLDER).credentials().acceptInvitation(delivered);
    } catch (AgentException refused) {
      var dead = RefusedInvitation.diagnosis(refused, Side.HOLDER, Cause.OFFER_EXPIRED);
      throw dead.<RuntimeException>map(diagnosis -> deadEnd(diagnosis, delivered, made))
          .orElse(refused);
    }
  }

  WatchedSide<CredentialExchange> issuer(Agent issuer, CredentialExchange made) {
    require(issuer, Side.ISSUER);
    Objects.requireNonNull(made, "the issuer's record is missing (null)");
    return new WatchedSide<>(Side.ISSUER, Role.ISSUER, source(issuer), issue(issuer), made);
  }

  WatchedSide<CredentialExchange> holder(Agent holder, CredentialExchange offered) {
    require(holder, Side.HOLDER);
    Objects.requireNonNull(offered, "the holder's record is missing (null)");
    return new WatchedSide<>(Side.HOLDER, Role.HOLDER, source(holder), accept(holder), offered);
  }

  /** A holder that is yet to get the offer. */
  AwaitedSide<CredentialExchange> holder(Agent holder, String thid) {
    return new AwaitedSide<>(
        Side.HOLDER,
        Role.HOLDER,
        source(require(holder, Side.HOLDER)),
        accept(holder),
        thid,
        () -> holder.credentials().ofThreadAsync(thid));
  }

  /** The peer DIDs of both sides, of the issuer's connection. */
  static Map<Side, String> dids(Connection connection) {
    var dids = new EnumMap<Side, String>(Side.class);
    connection.myDid().ifPresent(did -> dids.put(Side.ISSUER, did));
    connection.theirDid().ifPresent(did -> dids.put(Side.HOLDER, did));
    return dids;
  }

  static Agent require(Agent agent, Side side) {
    return Objects.requireNonNull(agent, () -> "the " + side + "'s agent is missing (null)");
  }

  private CredentialOffer named(Agent issuer, CredentialOffer offer) {
    Objects.requireNonNull(
        offer, "the offer is missing (null): CredentialOffer.of(claims) makes one");
    return new IssuingDid(require(issuer, Side.ISSUER), options, timeline).in(offer);
  }

  private Turn<CredentialExchange> issue(Agent issuer) {
    return record ->
        record.state() == CredentialState.REQUEST_RECEIVED
                && record.automaticIssuance().equals(Optional.of(false))
            ? Optional.of(
                () -> {
                  timeline.countCall();
                  return issuer.credentials().issue(record.id());
                })
            : Optional.empty();
  }

  private Turn<CredentialExchange> accept(Agent holder) {
    return record ->
        record.state() == CredentialState.OFFER_RECEIVED
            ? Optional.of(() -> accept(holder, record))
            : Optional.empty();
  }

  private CredentialExchange accept(Agent holder, CredentialExchange offered) {
    var subject = options.subjectDid();
    var chosen =
        subject.isEmpty()
            ? Optional.of(new WalletDids(holder, timeline).subject())
            : Optional.<ChosenDid>empty();
    timeline.countCall();
    return holder
        .credentials()
        .acceptOffer(
            offered.id(),
            subject.orElseGet(() -> chosen.orElseThrow().did().resolvable()),
            options.subjectKeyId().or(() -> chosen.flatMap(ChosenDid::keyId)));
  }

  private static RecordSource<CredentialExchange> source(Agent agent) {
    var credentials = agent.credentials();
    return new RecordSource<>(
        agent,
        "credential record",
        credentials::recordAsync,
        credentials::subscribe,
        credentials::unsubscribe,
        () -> CompletableFuture.completedFuture(false));
  }

  private IssuanceException deadEnd(
      Diagnosis diagnosis, Invitation delivered, Optional<CredentialExchange> made) {
    var dids = Map.of(Side.ISSUER, delivered.from());
    return IssuanceException.deadEnd(
        diagnosis, new CredentialPair(made, Optional.empty(), dids, timeline));
  }
}

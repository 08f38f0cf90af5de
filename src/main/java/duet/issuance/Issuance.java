package duet.issuance;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.CredentialOffer;
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
 * Offers a credential and waits until its holder has it.
 *
 * <pre>{@code
 * var offer = CredentialOffer.of(Map.of("name", "Alice"));
 * var issuance = Issuance.offer(issuer, connection, holder, offer);
 * CredentialPair credential = issuance.await();
 * }</pre>
 *
 * <p>Issued means that the issuer reports {@code CredentialSent} and the holder {@code
 * CredentialReceived}. While somebody waits, the holder accepts the offer, and the issuer issues
 * the credential if that is to be done by hand. An unseen side, which a stranger holds, does not
 * count. {@link #await()} throws {@link IssuanceException} if the credential can no longer reach
 * its holder, or doesn't in time.
 */
public final class Issuance extends RunningExchange<CredentialPair> {

  private Issuance(
      IssuanceSteps steps,
      Map<Side, String> dids,
      List<WatchedSide<CredentialExchange>> sides,
      Optional<AwaitedSide<CredentialExchange>> awaited) {
    super(
        new Exchange<>(
            new IssuanceRules(dids),
            steps.options().thresholds(),
            steps.options().listener(),
            steps.timeline(),
            sides,
            awaited));
  }

  /**
   * Like {@link #offer(Agent, Connection, Agent, CredentialOffer, IssuanceOptions)}, with the
   * default options.
   */
  public static Issuance offer(
      Agent issuer, Connection connection, Agent holder, CredentialOffer offer) {
    return offer(issuer, connection, holder, offer, IssuanceOptions.DEFAULT);
  }

  /**
   * Has the issuer offer a credential over a connection, and watches both sides.
   *
   * @param connection the issuer's side of it, established
   * @param offer if it names no DID to issue with, one of the issuer's is found or made; it is
   *     published first where the issuer has a node
   * @throws IssuanceException if the DID to issue with isn't published in time
   * @throws AgentException if the issuer can't make the offer
   */
  public static Issuance offer(
      Agent issuer,
      Connection connection,
      Agent holder,
      CredentialOffer offer,
      IssuanceOptions options) {
    IssuanceSteps.require(holder, Side.HOLDER);
    var steps = new IssuanceSteps(options);
    var made = steps.offer(issuer, connection, offer);
    return new Issuance(
        steps,
        IssuanceSteps.dids(connection),
        List.of(steps.issuer(issuer, made)),
        Optional.of(steps.holder(holder, made.thid())));
  }

  /**
   * Has the issuer offer a credential over a connection to a stranger, and watches the issuer.
   *
   * @param connection the issuer's side of it, established
   * @throws IssuanceException if the DID to issue with isn't published in time
   * @throws AgentException if the issuer can't make the offer
   */
  public static Issuance offer(
      Agent issuer, Connection connection, CredentialOffer offer, IssuanceOptions options) {
    var steps = new IssuanceSteps(options);
    var made = steps.offer(issuer, connection, offer);
    var sides = List.of(steps.issuer(issuer, made));
    return new Issuance(steps, IssuanceSteps.dids(connection), sides, Optional.empty());
  }

  /**
   * Puts an offer into an invitation, for a holder without a connection.
   *
   * @return the issuer's side, whose {@link CredentialExchange#invitation()} is to be handed over
   * @throws IssuanceException if the DID to issue with isn't published in time
   * @throws AgentException if the issuer can't make the offer
   */
  public static CredentialExchange invite(
      Agent issuer, CredentialOffer offer, IssuanceOptions options) {
    return new IssuanceSteps(options).invite(issuer, offer);
  }

  /**
   * Has the holder take the offer out of an invitation of the issuer's, and watches both sides.
   *
   * @param made what {@link #invite} returned
   * @param delivered the invitation that reached the holder
   * @throws IssuanceException if the invitation can't be used
   * @throws AgentException if the holder can't take it for another reason
   */
  public static Issuance accept(
      Agent issuer,
      CredentialExchange made,
      Invitation delivered,
      Agent holder,
      IssuanceOptions options) {
    var steps = new IssuanceSteps(options);
    var issuing = steps.issuer(issuer, made);
    var accepted = steps.accept(holder, delivered, Optional.of(made));
    return new Issuance(
        steps,
        Map.of(Side.ISSUER, delivered.from()),
        List.of(issuing, steps.holder(holder, accepted)),
        Optional.empty());
  }

  /**
   * Has the holder take the offer out of a stranger's invitation, and watches the holder.
   *
   * @throws IssuanceException if the invitation can't be used
   * @throws AgentException if the holder can't take it for another reason
   */
  public static Issuance accept(Invitation delivered, Agent holder, IssuanceOptions options) {
    var steps = new IssuanceSteps(options);
    var accepted = steps.accept(holder, delivered, Optional.empty());
    return new Issuance(
        steps,
        Map.of(Side.ISSUER, delivered.from()),
        List.of(steps.holder(holder, accepted)),
        Optional.empty());
  }

  /**
   * Watches what was offered before.
   *
   * @param offered the holder's side; if it hasn't got the offer yet, empty
   * @throws IllegalArgumentException if the two are of different threads
   */
  public static Issuance between(
      Agent issuer,
      CredentialExchange made,
      Agent holder,
      Optional<CredentialExchange> offered,
      IssuanceOptions options) {
    var steps = new IssuanceSteps(options);
    var sides = new ArrayList<WatchedSide<CredentialExchange>>();
    sides.add(steps.issuer(issuer, made));
    offered.ifPresent(record -> sides.add(steps.holder(holder, record)));
    requireOneThread(sides);
    var awaited =
        offered.isEmpty()
            ? Optional.of(steps.holder(holder, made.thid()))
            : Optional.<AwaitedSide<CredentialExchange>>empty();
    return new Issuance(steps, Map.of(), sides, awaited);
  }

  /** Watches what was offered to a stranger, over a connection or by an invitation. */
  public static Issuance ofIssuer(Agent issuer, CredentialExchange made, IssuanceOptions options) {
    var steps = new IssuanceSteps(options);
    return new Issuance(steps, Map.of(), List.of(steps.issuer(issuer, made)), Optional.empty());
  }

  /** Has the holder accept what a stranger offered, if it hasn't, and watches the holder. */
  public static Issuance ofHolder(
      Agent holder, CredentialExchange offered, IssuanceOptions options) {
    var steps = new IssuanceSteps(options);
    return new Issuance(steps, Map.of(), List.of(steps.holder(holder, offered)), Optional.empty());
  }

  /**
   * Judges an issuance that somebody else drives; does nothing for it, and asks no agent.
   *
   * @param dids the peer DIDs of both sides, as far as they are known at any time: it isn't copied
   */
  public static Observation<CredentialExchange, CredentialPair> observe(
      Map<Side, String> dids, WaitThresholds thresholds, Timeline timeline) {
    return new Observation<>(new IssuanceRules(dids), thresholds, timeline);
  }

  @Override
  public String toString() {
    var pair = pair();
    return (progress() instanceof Progress.Complete ? "issued, " : "issuance, ") + pair.summary();
  }

  private static void requireOneThread(List<WatchedSide<CredentialExchange>> sides) {
    var threads = sides.stream().map(side -> side.record().thid()).distinct().toList();
    if (threads.size() > 1) {
      throw new IllegalArgumentException(
          "these two records are of different credentials, in threads "
              + String.join(" and ", threads));
    }
  }
}

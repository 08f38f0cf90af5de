package duet.issuance;

import duet.agent.CredentialExchange;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two records of one credential, as last seen.
 *
 * @param issuer empty if that side is unseen, since a stranger holds it
 * @param holder empty if that side is unseen, or hasn't got the offer yet
 * @param dids the peer DIDs by which the sides can be reached, as far as they are known
 */
public record CredentialPair(
    Optional<CredentialExchange> issuer,
    Optional<CredentialExchange> holder,
    Map<Side, String> dids,
    Timeline timeline)
    implements SidePair<CredentialExchange> {

  private static final List<Side> SIDES = List.of(Side.ISSUER, Side.HOLDER);

  public CredentialPair {
    dids = Map.copyOf(dids);
  }

  /**
   * The credential.
   *
   * @throws IllegalStateException if neither side shows it yet
   */
  public String jwt() {
    return Stream.of(holder, issuer)
        .flatMap(Optional::stream)
        .flatMap(seen -> seen.jwt().stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the credential is not issued: " + summary()));
  }

  /**
   * The id of the holder's record, by which it presents the credential.
   *
   * @throws IllegalStateException if that side is unseen
   */
  public String credentialId() {
    return holder
        .orElseThrow(() -> new IllegalStateException("the holder's side is unseen: " + summary()))
        .id();
  }

  /** What the credential says of its subject, as it was offered. */
  public Map<String, Object> claims() {
    return Stream.of(holder, issuer)
        .flatMap(Optional::stream)
        .findFirst()
        .map(CredentialExchange::claims)
        .orElse(Map.of());
  }

  @Override
  public List<Side> sides() {
    return SIDES;
  }

  @Override
  public Optional<CredentialExchange> side(Side side) {
    return side == Side.ISSUER ? issuer : side == Side.HOLDER ? holder : Optional.empty();
  }

  @Override
  public Optional<String> did(Side side) {
    var own = side == Side.ISSUER ? issuer : Optional.<CredentialExchange>empty();
    return Optional.ofNullable(dids.get(side)).or(() -> own.flatMap(CredentialExchange::myDid));
  }

  /** Both states; the timeline tells the rest. */
  @Override
  public String toString() {
    return summary();
  }
}

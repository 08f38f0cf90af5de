package duet.presentation;

import duet.agent.ProofExchange;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two records of one proof, as last seen.
 *
 * @param verifier empty if that side is unseen, since a stranger holds it
 * @param prover empty if that side is unseen, or hasn't got the request yet
 * @param dids the peer DIDs by which the sides can be reached, as far as they are known
 */
public record ProofPair(
    Optional<ProofExchange> verifier,
    Optional<ProofExchange> prover,
    Map<Side, String> dids,
    Timeline timeline)
    implements SidePair<ProofExchange> {

  private static final List<Side> SIDES = List.of(Side.VERIFIER, Side.PROVER);

  public ProofPair {
    dids = Map.copyOf(dids);
  }

  /**
   * The presentation.
   *
   * @throws IllegalStateException if neither side shows it yet
   */
  public String jwt() {
    return Stream.of(verifier, prover)
        .flatMap(Optional::stream)
        .flatMap(seen -> seen.jwt().stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing is presented: " + summary()));
  }

  @Override
  public List<Side> sides() {
    return SIDES;
  }

  @Override
  public Optional<ProofExchange> side(Side side) {
    return side == Side.VERIFIER ? verifier : side == Side.PROVER ? prover : Optional.empty();
  }

  @Override
  public Optional<String> did(Side side) {
    var own = side == Side.VERIFIER ? verifier : Optional.<ProofExchange>empty();
    return Optional.ofNullable(dids.get(side)).or(() -> own.flatMap(ProofExchange::myDid));
  }

  /** Both states; the timeline tells the rest. */
  @Override
  public String toString() {
    return summary();
  }
}

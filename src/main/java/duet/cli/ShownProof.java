package duet.cli;

import duet.agent.ProofExchange;
import duet.credential.InvalidCredentialException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proof as the agents report it.
 *
 * @param verifier empty where that side's agent isn't ours, or doesn't answer
 * @param prover the same
 * @param decoded what was presented, once it was
 */
record ShownProof(
    String thid,
    Optional<ProofExchange> verifier,
    Optional<ProofExchange> prover,
    Optional<DecodedPresentation> decoded) {

  static ShownProof of(
      String thid, Optional<ProofExchange> verifier, Optional<ProofExchange> prover) {
    return new ShownProof(
        thid,
        verifier,
        prover,
        verifier
            .flatMap(ProofExchange::jwt)
            .or(() -> prover.flatMap(ProofExchange::jwt))
            .flatMap(ShownProof::decoded));
  }

  /** For people. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("  thread      " + Console.safe(thid));
    verifier.ifPresent(one -> lines.addAll(side("asked", one)));
    prover.ifPresent(one -> lines.addAll(side("given", one)));
    decoded.ifPresent(one -> lines.addAll(one.lines()));
    return lines;
  }

  private static List<String> side(String how, ProofExchange one) {
    var record =
        "  %-10s  %s  %s".formatted(how, Console.safe(one.id()), Console.safe(one.reportedState()));
    var failure = one.lastFailure().map(why -> "              " + Console.safe(why.toString()));
    return Stream.concat(Stream.of(record), failure.stream()).toList();
  }

  /** Empty if it can't be decoded. */
  private static Optional<DecodedPresentation> decoded(String jwt) {
    try {
      return Optional.of(DecodedPresentation.of(jwt));
    } catch (InvalidCredentialException e) {
      return Optional.empty();
    }
  }
}

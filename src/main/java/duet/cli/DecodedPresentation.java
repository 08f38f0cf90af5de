package duet.cli;

import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a presentation says, decoded and neither verified nor trusted.
 *
 * @param holder the DID that presents
 * @param domains whom it is for
 * @param challenge what the request asked to be repeated
 */
record DecodedPresentation(
    String holder,
    List<String> domains,
    Optional<String> challenge,
    List<DecodedCredential> credentials) {

  /**
   * @throws duet.credential.InvalidCredentialException if it can't be decoded
   */
  static DecodedPresentation of(String jwt) {
    var presentation = PresentationJwt.parse(jwt);
    return new DecodedPresentation(
        presentation.issuer(),
        presentation.audience(),
        presentation.nonce(),
        presentation.credentials().stream().map(DecodedCredential::of).toList());
  }

  /** For people, in full, with its credentials. */
  List<String> lines() {
    return lines(did -> did, DecodedCredential::lines);
  }

  /** For people, with DIDs in their short form. */
  List<String> brief() {
    return lines(PrismDid::canonical, DecodedCredential::brief);
  }

  private List<String> lines(
      UnaryOperator<String> dids, Function<DecodedCredential, List<String>> presented) {
    var lines = new ArrayList<String>();
    lines.add("  holder      " + Console.safe(dids.apply(holder)));
    domains.forEach(domain -> lines.add("  for         " + Console.safe(domain)));
    challenge.ifPresent(text -> lines.add("  challenge   " + Console.safe(text)));
    credentials.forEach(
        one -> {
          lines.add("  presents    a credential");
          presented.apply(one).forEach(line -> lines.add("  " + line));
        });
    return lines;
  }
}

package duet.cli;

import duet.credential.PresentationJwt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** For people, with its credentials. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("  holder      " + Console.safe(holder));
    domains.forEach(domain -> lines.add("  for         " + Console.safe(domain)));
    challenge.ifPresent(text -> lines.add("  challenge   " + Console.safe(text)));
    credentials.forEach(
        one -> {
          lines.add("  presents    a credential");
          one.lines().forEach(line -> lines.add("  " + line));
        });
    return lines;
  }
}

package duet.embedded;

import duet.embedded.protocol.VerificationRules;
import duet.embedded.server.VerifierSettings;
import duet.text.HttpUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How an embedded agent verifies presentations. It is stricter than a true agent, which looks
 * neither at dates nor at who presents a credential unless it is told to.
 *
 * @param <B> the builder that has these options
 */
abstract class VerifierOptions<B> extends AddressOptions<B> {

  private VerificationRules rules = VerificationRules.DEFAULT;
  private Optional<URI> node = Optional.empty();

  /** Takes credentials and presentations that are expired, or not valid yet. */
  public B ignoreDates() {
    rules = rules.withDates(false);
    return self();
  }

  /** Takes credentials from anybody, not only from those whom they are about. */
  public B ignoreHolderBinding() {
    rules = rules.withHolderBinding(false);
    return self();
  }

  /**
   * By how much clocks may differ where dates are looked at, 60 s unless it is set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public B leeway(Duration leeway) {
    rules = new VerificationRules(rules.dates(), rules.holderBinding(), leeway);
    return self();
  }

  /**
   * A NeoPRISM node, under whose URL {@code /api/dids/} resolves did:prism in short form. Without
   * one only credentials by issuers in long form can be verified.
   *
   * @throws IllegalArgumentException if it isn't an http or https URL
   */
  public B node(URI node) {
    this.node = Optional.of(HttpUrl.check(node));
    return self();
  }

  final VerifierSettings verifier() {
    return new VerifierSettings(rules, node);
  }
}

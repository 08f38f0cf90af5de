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

  /** Whether credentials must be valid when they are presented. */
  public B verifyCredentialDates(boolean looked) {
    rules = rules.withCredentialDates(looked);
    return self();
  }

  /** Whether presentations must be valid now, where they have dates. */
  public B verifyPresentationDates(boolean looked) {
    rules = rules.withPresentationDates(looked);
    return self();
  }

  /** Whether credentials are taken only from those whom they are about. */
  public B verifyHolderBinding(boolean looked) {
    rules = rules.withHolderBinding(looked);
    return self();
  }

  /**
   * By how much clocks may differ where dates are looked at, 60 s unless it is set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public B leeway(Duration leeway) {
    rules = rules.withLeeway(leeway);
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

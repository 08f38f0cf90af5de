package duet.embedded.protocol;

import static duet.embedded.protocol.VerificationFailure.numbered;
import static duet.embedded.protocol.VerificationFailure.shown;

import duet.credential.CredentialJwt;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.didcomm.Excerpt;
import duet.embedded.protocol.PresentationRequirements.Options;
import duet.embedded.protocol.VerificationFailure.Rule;
import duet.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Whether a presentation is what was asked for, before any signature is looked at. */
record RequirementsCheck(PresentationRequirements requirements) {

  /** The first rule that it breaks. */
  Optional<VerificationFailure> failure(
      PresentationJwt presentation, List<CredentialJwt> credentials) {
    return options(presentation)
        .or(() -> credentials(credentials))
        .or(() -> first(credentials, this::schema))
        .or(() -> first(credentials, this::trusted));
  }

  private Optional<VerificationFailure> options(PresentationJwt presentation) {
    if (requirements.options().isEmpty()) {
      return presentation
          .nonce()
          .map(
              nonce ->
                  VerificationFailure.failure(
                      Rule.NONCE, "the nonce is %s (must be absent)", Excerpt.of(nonce)));
    }
    Options options = requirements.options().get();
    if (!presentation.audience().contains(options.domain())) {
      return Optional.of(
          VerificationFailure.failure(
              Rule.AUDIENCE,
              "the presentation is for %s (must be for the domain %s)",
              excerpts(presentation.audience()),
              Excerpt.of(options.domain())));
    }
    if (!presentation.nonce().equals(Optional.of(options.challenge()))) {
      return Optional.of(
          VerificationFailure.failure(
              Rule.NONCE,
              "the nonce is %s (must be the challenge %s)",
              presentation.nonce().map(Excerpt::of).orElse("missing"),
              Excerpt.of(options.challenge())));
    }
    return Optional.empty();
  }

  private static Optional<VerificationFailure> credentials(List<CredentialJwt> credentials) {
    if (credentials.isEmpty()) {
      return Optional.of(
          VerificationFailure.failure(
              Rule.CREDENTIALS, "the presentation has no credentials (must have at least one)"));
    }
    long lists = credentials.stream().mapToLong(jwt -> jwt.statuses().size()).sum();
    return lists <= PresentationCheck.MAX_CREDENTIALS
        ? Optional.empty()
        : Optional.of(
            VerificationFailure.failure(
                Rule.CREDENTIALS,
                "the credentials have %d status entries (must be at most %d)",
                lists,
                PresentationCheck.MAX_CREDENTIALS));
  }

  private Optional<VerificationFailure> schema(String credential, CredentialJwt jwt) {
    var asked = requirements.schemaIds();
    return asked.isEmpty() || jwt.schemaIds().stream().anyMatch(asked::contains)
        ? Optional.empty()
        : Optional.of(
            VerificationFailure.failure(
                Rule.SCHEMA,
                "%s has the schema %s (must be %s)",
                credential,
                excerpts(jwt.schemaIds()),
                excerpts(asked)));
  }

  private Optional<VerificationFailure> trusted(String credential, CredentialJwt jwt) {
    var trusted = requirements.trustedIssuers();
    return trusted.isEmpty() || trusted.stream().anyMatch(did -> PrismDid.same(did, jwt.issuerId()))
        ? Optional.empty()
        : Optional.of(
            VerificationFailure.failure(
                Rule.TRUSTED_ISSUER,
                "%s is by %s (must be by a trusted issuer: %s)",
                credential,
                shown(jwt.issuerId()),
                excerpts(trusted.stream().map(PrismDid::canonical).toList())));
  }

  private static Optional<VerificationFailure> first(
      List<CredentialJwt> credentials,
      BiFunction<String, CredentialJwt, Optional<VerificationFailure>> rule) {
    return IntStream.range(0, credentials.size())
        .mapToObj(i -> rule.apply(numbered(i), credentials.get(i)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String excerpts(List<String> texts) {
    return texts.isEmpty() ? "none" : SafeText.excerpt(String.join(", ", texts), 300);
  }
}

package duet.embedded.protocol;

import static duet.embedded.protocol.VerificationFailure.failure;
import static duet.embedded.protocol.VerificationFailure.numbered;
import static duet.embedded.protocol.VerificationFailure.shown;

import duet.credential.CredentialJwt;
import duet.credential.InvalidCredentialException;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.embedded.protocol.CheckedPresentation.CheckedCredential;
import duet.embedded.protocol.VerificationFailure.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A verifier's check of a presentation, in a Cloud Agent's order, and stricter: there must be a
 * credential, all must be about one subject, issuers are compared in canonical form, and dates and
 * the binding to the holder are looked at unless {@link VerificationRules} say otherwise.
 * Revocation comes after it, by {@link StatusCheck}: lists are only fetched for credentials whose
 * signature holds.
 */
public final class PresentationCheck {
  /** More credentials than this, or more status lists, are refused. */
  public static final int MAX_CREDENTIALS = 20;

  private final PresentationRequirements requirements;
  private final VerificationRules rules;
  private final Map<String, PrismDid> resolved;
  private final Instant now;

  private PresentationCheck(
      PresentationRequirements requirements,
      VerificationRules rules,
      Map<String, PrismDid> resolved,
      Instant now) {
    this.requirements = requirements;
    this.rules = rules;
    this.resolved = resolved;
    this.now = now;
  }

  /**
   * The DIDs in short form whose keys {@link #check} needs: that of the holder and those of the
   * issuers. Empty for what can't be decoded, which the check refuses.
   */
  public static Set<String> unresolved(String jwt) {
    try {
      var presentation = PresentationJwt.parse(jwt);
      var dids = new HashSet<String>();
      if (presentation.credentials().size() <= MAX_CREDENTIALS) {
        presentation.credentials().forEach(text -> dids.add(CredentialJwt.parse(text).issuer()));
        dids.add(presentation.issuer());
      }
      dids.removeIf(did -> PrismDid.parse(did).isLongForm());
      return dids;
    } catch (InvalidCredentialException e) {
      return Set.of();
    }
  }

  /**
   * Checks all but revocation. Of the rules up to the trusted issuers the first failure is told, of
   * the others each.
   *
   * @param resolved the DIDs with their keys, by their short form
   */
  public static CheckedPresentation check(
      String jwt,
      PresentationRequirements requirements,
      VerificationRules rules,
      Map<String, PrismDid> resolved,
      Instant now) {
    return new PresentationCheck(requirements, rules, resolved, now).check(jwt);
  }

  private CheckedPresentation check(String jwt) {
    PresentationJwt presentation;
    try {
      presentation = PresentationJwt.parse(jwt);
    } catch (InvalidCredentialException e) {
      return refused(Rule.DECODED, e.getMessage());
    }
    if (presentation.credentials().size() > MAX_CREDENTIALS) {
      return refused(
          Rule.CREDENTIALS,
          "the presentation has %d credentials (must be at most %d)"
              .formatted(presentation.credentials().size(), MAX_CREDENTIALS));
    }
    var credentials = new ArrayList<CredentialJwt>();
    for (String text : presentation.credentials()) {
      try {
        credentials.add(CredentialJwt.parse(text));
      } catch (InvalidCredentialException e) {
        return refused(Rule.DECODED, numbered(credentials.size()) + ": " + e.getMessage());
      }
    }
    return new RequirementsCheck(requirements)
        .failure(presentation, credentials)
        .map(failure -> new CheckedPresentation(List.of(failure), List.of()))
        .orElseGet(() -> signed(presentation, credentials));
  }

  /** The rules of which each failure is told. */
  private CheckedPresentation signed(
      PresentationJwt presentation, List<CredentialJwt> credentials) {
    var failures = new ArrayList<VerificationFailure>();
    try {
      presentation.verify(did(presentation.issuer()));
    } catch (InvalidCredentialException e) {
      failures.add(new VerificationFailure(Rule.PRESENTATION_SIGNATURE, e.getMessage()));
    }
    dates(
            Rule.PRESENTATION_DATES,
            "the presentation",
            presentation.notBefore(),
            presentation.expires())
        .ifPresent(failures::add);
    subjects(presentation, credentials).forEach(failures::add);
    var checked = new ArrayList<CheckedCredential>();
    for (int i = 0; i < credentials.size(); i++) {
      CredentialJwt jwt = credentials.get(i);
      try {
        PrismDid issuer = did(jwt.issuer());
        jwt.verify(issuer);
        checked.add(new CheckedCredential(jwt, issuer));
      } catch (InvalidCredentialException e) {
        failures.add(
            new VerificationFailure(
                Rule.CREDENTIAL_SIGNATURE, numbered(i) + ": " + e.getMessage()));
      }
      dates(Rule.CREDENTIAL_DATES, numbered(i), jwt.notBefore(), jwt.expires())
          .ifPresent(failures::add);
    }
    return new CheckedPresentation(failures, checked);
  }

  private List<VerificationFailure> subjects(
      PresentationJwt presentation, List<CredentialJwt> credentials) {
    var failures = new ArrayList<VerificationFailure>();
    String holder = presentation.issuer();
    String subject = credentials.get(0).subject();
    for (int i = 0; i < credentials.size(); i++) {
      String about = credentials.get(i).subject();
      if (rules.holderBinding() && !PrismDid.same(about, holder)) {
        failures.add(
            failure(
                Rule.HOLDER_BINDING,
                "%s is about %s (must be about %s, who presents it)",
                numbered(i),
                shown(about),
                shown(holder)));
      }
      if (!PrismDid.same(about, subject)) {
        failures.add(
            failure(
                Rule.ONE_SUBJECT,
                "%s is about %s (must be about one subject with the others, %s)",
                numbered(i),
                shown(about),
                shown(subject)));
      }
    }
    return failures;
  }

  private Optional<VerificationFailure> dates(
      Rule rule, String what, Optional<Instant> notBefore, Optional<Instant> expires) {
    boolean looked =
        rule == Rule.CREDENTIAL_DATES ? rules.credentialDates() : rules.presentationDates();
    if (!looked) {
      return Optional.empty();
    }
    return notBefore
        .filter(start -> now.plus(rules.leeway()).isBefore(start))
        .map(
            start ->
                failure(rule, "%s is not valid before %s, and it is %s", what, start, seconds()))
        .or(
            () ->
                expires
                    .filter(end -> now.minus(rules.leeway()).isAfter(end))
                    .map(
                        end ->
                            failure(rule, "%s expired at %s, and it is %s", what, end, seconds())));
  }

  private Instant seconds() {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** A DID in long form brings its keys, whatever was resolved. */
  private PrismDid did(String text) {
    PrismDid did = PrismDid.parse(text);
    return did.isLongForm() ? did : resolved.getOrDefault(did.canonical(), did);
  }

  private static CheckedPresentation refused(Rule rule, String text) {
    return new CheckedPresentation(List.of(new VerificationFailure(rule, text)), List.of());
  }
}

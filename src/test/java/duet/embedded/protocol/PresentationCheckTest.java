package duet.embedded.protocol;

import static duet.embedded.protocol.PresentationSamples.ASKED;
import static duet.embedded.protocol.PresentationSamples.CHALLENGE;
import static duet.embedded.protocol.PresentationSamples.DOMAIN;
import static duet.embedded.protocol.PresentationSamples.HOLDER;
import static duet.embedded.protocol.PresentationSamples.ISSUER;
import static duet.embedded.protocol.PresentationSamples.NOW;
import static duet.embedded.protocol.PresentationSamples.SCHEMA;
import static duet.embedded.protocol.PresentationSamples.THIEF;
import static duet.embedded.protocol.PresentationSamples.content;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.CredentialJwt;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.didcomm.Base64Url;
import duet.embedded.protocol.VerificationFailure.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationCheckTest {
  private static final String CREDENTIAL = ISSUER.issues(content(ISSUER, HOLDER));
  private static final PresentationRequirements NO_OPTIONS =
      new PresentationRequirements(Optional.empty(), List.of(), List.of());

  @Test
  void a_right_presentation_gives_its_credentials() {
    var checked = check(HOLDER.presents(CREDENTIAL));

    assertThat(checked.failures()).isEmpty();
    assertThat(checked.credentials())
        .singleElement()
        .satisfies(
            credential -> {
              assertThat(credential.jwt().text()).isEqualTo(CREDENTIAL);
              assertThat(credential.issuer()).isEqualTo(ISSUER.did());
            });
    assertThat(checked.statusLists()).isEmpty();
  }

  @Test
  void dids_in_short_form_are_checked_with_the_keys_they_were_resolved_to() {
    var issued =
        ISSUER.issues(
            content(ISSUER.did().canonical(), HOLDER.did().canonical(), NOW, Optional.empty()));
    var jwt = HOLDER.presents(issued);

    assertThat(PresentationCheck.unresolved(jwt)).containsExactly(ISSUER.did().canonical());
    var resolved = Map.of(ISSUER.did().canonical(), ISSUER.did());
    assertThat(check(jwt, ASKED, resolved).failures()).isEmpty();
    assertFailure(check(jwt), Rule.CREDENTIAL_SIGNATURE, "in short form");
    var wrong = Map.of(ISSUER.did().canonical(), THIEF.did());
    assertFailure(check(jwt, ASKED, wrong), Rule.CREDENTIAL_SIGNATURE, "iss");
  }

  @Test
  void nothing_is_resolved_for_what_can_not_be_decoded() {
    assertThat(PresentationCheck.unresolved("x")).isEmpty();
    assertThat(PresentationCheck.unresolved(HOLDER.presents("x"))).isEmpty();
    assertThat(PresentationCheck.unresolved(HOLDER.presents(CREDENTIAL))).isEmpty();
  }

  @Test
  void one_without_credentials_is_refused() {
    assertFailure(check(HOLDER.presents()), Rule.CREDENTIALS, "no credentials");
  }

  @Test
  void one_with_too_many_credentials_is_refused_before_they_are_decoded() {
    var many = new String[PresentationCheck.MAX_CREDENTIALS + 1];
    Arrays.fill(many, "x");

    assertFailure(check(HOLDER.presents(many)), Rule.CREDENTIALS, "has 21 credentials");
  }

  @Test
  void another_domain_is_refused() {
    var jwt = HOLDER.answers("https://other.example", CHALLENGE, CREDENTIAL);

    assertFailure(check(jwt), Rule.AUDIENCE, "is for https://other.example");
  }

  @Test
  void another_challenge_is_refused() {
    assertFailure(
        check(HOLDER.answers(DOMAIN, "another", CREDENTIAL)), Rule.NONCE, "is \"another\"");
    assertFailure(check(HOLDER.answers(DOMAIN, null, CREDENTIAL)), Rule.NONCE, "is missing");
  }

  @Test
  void without_options_a_nonce_is_refused() {
    var jwt = HOLDER.presents(CREDENTIAL);

    assertFailure(check(jwt, NO_OPTIONS, Map.of()), Rule.NONCE, "must be absent");
    var bare = HOLDER.answers("anybody", null, CREDENTIAL);
    assertThat(check(bare, NO_OPTIONS, Map.of()).failures()).isEmpty();
  }

  @Test
  void a_wrong_schema_is_refused() {
    var jwt = HOLDER.presents(CREDENTIAL);

    assertThat(check(jwt, asking(List.of("other", SCHEMA), List.of())).failures()).isEmpty();
    assertFailure(
        check(jwt, asking(List.of("https://other.example/schema"), List.of())),
        Rule.SCHEMA,
        "credential 1 has the schema https://x.example/schema");
  }

  @Test
  void an_untrusted_issuer_is_refused_and_a_trusted_one_found_in_either_form() {
    var jwt = HOLDER.presents(CREDENTIAL);
    var others = List.of(THIEF.did().did());

    for (String trusted : List.of(ISSUER.did().did(), ISSUER.did().canonical())) {
      assertThat(check(jwt, asking(List.of(SCHEMA), List.of(others.get(0), trusted))).failures())
          .isEmpty();
    }
    assertFailure(
        check(jwt, asking(List.of(SCHEMA), others)),
        Rule.TRUSTED_ISSUER,
        "is by " + ISSUER.did().canonical());
  }

  @Test
  void an_issuer_that_only_names_a_trusted_one_is_refused() {
    var parts = THIEF.issues(content(THIEF, HOLDER)).split("\\.");
    var payload =
        json(parts[1])
            .replace(
                "\"issuer\":{\"id\":\"" + THIEF.did().did(),
                "\"issuer\":{\"id\":\"" + ISSUER.did().did());
    var body = parts[0] + "." + Base64Url.encode(payload.getBytes(UTF_8));
    var forged = body + "." + Base64Url.encode(THIEF.issuing().sign(body.getBytes(UTF_8)));

    assertFailure(
        check(HOLDER.presents(forged), asking(List.of(SCHEMA), List.of(ISSUER.did().did()))),
        Rule.CREDENTIAL_SIGNATURE,
        "its vc.issuer");
  }

  @Test
  void a_first_failure_of_what_was_asked_hides_the_rest() {
    var checked = check(THIEF.answers("https://other.example", "another", CREDENTIAL));

    assertThat(checked.failures())
        .extracting(VerificationFailure::rule)
        .containsExactly(Rule.AUDIENCE);
  }

  @Test
  void failures_of_signatures_dates_and_subjects_are_all_told() {
    var expired =
        content(
            ISSUER.did().did(),
            HOLDER.did().did(),
            NOW.minusSeconds(900),
            Optional.of(Duration.ofSeconds(60)));
    var checked = check(THIEF.presents(tampered(ISSUER.issues(expired))));

    assertThat(checked.failures())
        .extracting(VerificationFailure::rule)
        .containsExactly(Rule.HOLDER_BINDING, Rule.CREDENTIAL_SIGNATURE, Rule.CREDENTIAL_DATES);
    assertThat(checked.credentials()).isEmpty();
  }

  @Test
  void a_tampered_credential_is_refused() {
    assertFailure(
        check(HOLDER.presents(tampered(CREDENTIAL))),
        Rule.CREDENTIAL_SIGNATURE,
        "credential 1: invalid credential: its signature is not by any assertionMethod key");
  }

  @Test
  void a_tampered_presentation_is_refused() {
    var parts = HOLDER.answers("https://other.example", CHALLENGE, CREDENTIAL).split("\\.");
    var payload = json(parts[1]).replace("https://other.example", DOMAIN);
    var jwt = parts[0] + "." + Base64Url.encode(payload.getBytes(UTF_8)) + "." + parts[2];

    assertFailure(check(jwt), Rule.PRESENTATION_SIGNATURE, "authentication key");
  }

  @Test
  void a_key_of_another_purpose_is_refused() {
    var issued =
        CredentialJwt.sign(content(ISSUER, HOLDER), ISSUER.authentication(), Optional.empty());
    assertFailure(check(HOLDER.presents(issued)), Rule.CREDENTIAL_SIGNATURE, "assertionMethod");

    var content =
        new PresentationJwt.Content(
            HOLDER.did().did(), DOMAIN, Optional.of(CHALLENGE), List.of(CREDENTIAL));
    var presented = PresentationJwt.sign(content, HOLDER.issuing(), Optional.empty());
    assertFailure(check(presented), Rule.PRESENTATION_SIGNATURE, "authentication");
  }

  @Test
  void a_holder_with_another_did_method_is_refused() {
    var content =
        new PresentationJwt.Content(
            "did:peer:2.x", DOMAIN, Optional.of(CHALLENGE), List.of(CREDENTIAL));
    var jwt = PresentationJwt.sign(content, HOLDER.authentication(), Optional.empty());

    assertThat(check(jwt).failures())
        .extracting(VerificationFailure::rule)
        .containsExactly(Rule.PRESENTATION_SIGNATURE, Rule.HOLDER_BINDING);
  }

  @Test
  void a_stolen_credential_is_refused_unless_holders_are_not_looked_at() {
    var jwt = THIEF.presents(CREDENTIAL);

    assertFailure(
        check(jwt),
        Rule.HOLDER_BINDING,
        "credential 1 is about %s (must be about %s"
            .formatted(HOLDER.did().canonical(), THIEF.did().canonical()));
    assertThat(check(jwt, VerificationRules.DEFAULT.withHolderBinding(false), NOW).failures())
        .isEmpty();
  }

  @Test
  void credentials_of_two_subjects_are_refused_whoever_presents_them() {
    var jwt = HOLDER.presents(CREDENTIAL, ISSUER.issues(content(ISSUER, THIEF)));

    var lax = check(jwt, VerificationRules.DEFAULT.withHolderBinding(false), NOW);

    assertFailure(lax, Rule.ONE_SUBJECT, "credential 2 is about " + THIEF.did().canonical());
    var both = HOLDER.presents(CREDENTIAL, ISSUER.issues(content(ISSUER, HOLDER)));
    assertThat(check(both).credentials()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {3_661, 100_000})
  void an_expired_credential_is_refused_unless_dates_are_not_looked_at(long seconds) {
    var jwt = HOLDER.presents(CREDENTIAL);
    var later = NOW.plusSeconds(seconds);

    assertFailure(
        check(jwt, VerificationRules.DEFAULT, later),
        Rule.CREDENTIAL_DATES,
        "credential 1 expired at 2026-11-27T12:06:52Z, and it is " + later);
    assertThat(
            check(
                    jwt,
                    VerificationRules.DEFAULT
                        .withCredentialDates(false)
                        .withPresentationDates(false),
                    later)
                .failures())
        .isEmpty();
  }

  @Test
  void a_credential_that_is_not_yet_valid_is_refused() {
    assertFailure(
        check(HOLDER.presents(CREDENTIAL), VerificationRules.DEFAULT, NOW.minusSeconds(61)),
        Rule.CREDENTIAL_DATES,
        "credential 1 is not valid before 2026-11-27T11:06:52Z");
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 0, 3_600, 3_660})
  void clocks_may_differ_by_a_minute(long seconds) {
    var checked =
        check(HOLDER.presents(CREDENTIAL), VerificationRules.DEFAULT, NOW.plusSeconds(seconds));

    assertThat(checked.failures()).isEmpty();
  }

  @Test
  void an_expired_presentation_is_refused() {
    var parts = HOLDER.presents(CREDENTIAL).split("\\.");
    var payload = json(parts[1]).replace("{\"iss\"", "{\"exp\":1,\"iss\"");
    var body = parts[0] + "." + Base64Url.encode(payload.getBytes(UTF_8));
    var jwt = body + "." + Base64Url.encode(HOLDER.authentication().sign(body.getBytes(UTF_8)));

    assertFailure(
        check(jwt), Rule.PRESENTATION_DATES, "the presentation expired at 1970-01-01T00:00:01Z");
  }

  private static CheckedPresentation check(String jwt) {
    return check(jwt, ASKED);
  }

  private static CheckedPresentation check(String jwt, PresentationRequirements asked) {
    return check(jwt, asked, Map.of());
  }

  private static CheckedPresentation check(
      String jwt, PresentationRequirements asked, Map<String, PrismDid> resolved) {
    return PresentationCheck.check(jwt, asked, VerificationRules.DEFAULT, resolved, NOW);
  }

  private static CheckedPresentation check(String jwt, VerificationRules rules, Instant now) {
    return PresentationCheck.check(jwt, ASKED, rules, Map.of(), now);
  }

  private static PresentationRequirements asking(List<String> schemas, List<String> issuers) {
    return new PresentationRequirements(ASKED.options(), schemas, issuers);
  }

  private static void assertFailure(CheckedPresentation checked, Rule rule, String text) {
    assertThat(checked.credentials()).isEmpty();
    assertThat(checked.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.rule()).as(failure.text()).isEqualTo(rule);
              assertThat(failure.text()).contains(text).hasSizeLessThan(700);
            });
  }

  private static String tampered(String credential) {
    var parts = credential.split("\\.");
    var payload = json(parts[1]).replace("Alice", "Mallory");
    return parts[0] + "." + Base64Url.encode(payload.getBytes(UTF_8)) + "." + parts[2];
  }

  private static String json(String base64) {
    return new String(Base64Url.decode("part", base64), UTF_8);
  }
}

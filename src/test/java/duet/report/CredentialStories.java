package duet.report;

import static duet.report.Stories.entry;

import duet.agent.Cause;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import duet.exchange.Timeline.Entry;
import duet.exchange.Timeline.Source;
import duet.issuance.CredentialPair;
import duet.presentation.ProofPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stories of issuances and presentations as they come up, without the records. */
final class CredentialStories {

  private CredentialStories() {}

  static Stream<Story> all() {
    return Stream.of(issued(), overtaken(), verified(), refused());
  }

  /** As an agent of today issues over a connection. */
  static Story issued() {
    return issuance(
        Outcome.ISSUED,
        null,
        List.of(
            entry(Side.ISSUER, "OfferPending", 12, Source.CALL),
            entry(Side.HOLDER, "OfferReceived", 870, Source.POLL),
            entry(Side.ISSUER, "OfferSent", 920, Source.WEBHOOK),
            entry(Side.HOLDER, "RequestPending", 1_250, Source.CALL),
            entry(Side.HOLDER, "RequestGenerated", 1_320, Source.WEBHOOK),
            entry(Side.HOLDER, "RequestSent", 1_430, Source.WEBHOOK),
            entry(Side.ISSUER, "RequestReceived", 1_440, Source.WEBHOOK),
            entry(Side.ISSUER, "CredentialPending", 1_490, Source.WEBHOOK),
            entry(Side.ISSUER, "CredentialGenerated", 1_850, Source.WEBHOOK),
            entry(Side.HOLDER, "CredentialReceived", 1_900, Source.WEBHOOK),
            entry(Side.ISSUER, "CredentialSent", 1_940, Source.WEBHOOK)));
  }

  /** The issuer has the request before it has marked the offer as sent. */
  static Story overtaken() {
    return issuance(
        Outcome.DEAD_END,
        Diagnosis.of(Cause.CREDENTIAL_NOT_MADE, Side.ISSUER, "CredentialPending for 30 s"),
        List.of(
            entry(Side.ISSUER, "OfferPending", 3, Source.CALL),
            entry(Side.HOLDER, "RequestSent", 40, Source.POLL),
            entry(Side.ISSUER, "CredentialPending", 48, Source.POLL)));
  }

  /** Without a connection. */
  static Story verified() {
    return presentation(
        Outcome.VERIFIED,
        null,
        List.of(
            entry(Side.VERIFIER, "InvitationGenerated", 2, Source.CALL),
            entry(Side.PROVER, "RequestReceived", 2, Source.CALL),
            entry(Side.PROVER, "PresentationPending", 30, Source.CALL),
            entry(Side.PROVER, "PresentationSent", 75, Source.POLL),
            entry(Side.VERIFIER, "PresentationVerified", 96, Source.POLL)));
  }

  static Story refused() {
    return presentation(
        Outcome.DEAD_END,
        Diagnosis.of(Cause.VERIFICATION_FAILED, Side.PROVER, "its last failure: revoked"),
        List.of(
            entry(Side.VERIFIER, "RequestPending", 2, Source.CALL),
            entry(Side.PROVER, "RequestReceived", 61, Source.POLL),
            entry(Side.PROVER, "PresentationSent", 75, Source.POLL),
            entry(Side.VERIFIER, "PresentationVerificationFailed", 160, Source.POLL)));
  }

  private static Story issuance(Outcome outcome, Diagnosis diagnosis, List<Entry> entries) {
    var pair = new CredentialPair(Optional.empty(), Optional.empty(), Map.of(), new Timeline());
    return story(outcome, diagnosis, entries, pair);
  }

  private static Story presentation(Outcome outcome, Diagnosis diagnosis, List<Entry> entries) {
    var pair = new ProofPair(Optional.empty(), Optional.empty(), Map.of(), new Timeline());
    return story(outcome, diagnosis, entries, pair);
  }

  private static Story story(
      Outcome outcome, Diagnosis diagnosis, List<Entry> entries, SidePair<?> pair) {
    return new Story(
        outcome,
        Optional.ofNullable(diagnosis),
        entries.get(entries.size() - 1).at().plus(Duration.ofMillis(1)),
        Optional.empty(),
        entries,
        List.of(),
        7,
        Map.of(),
        pair);
  }
}

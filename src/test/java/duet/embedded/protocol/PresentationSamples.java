package duet.embedded.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.credential.CredentialJwt;
import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.credential.PrismKey;
import duet.credential.SigningKey;
import duet.credential.StatusEntry;
import duet.embedded.protocol.PresentationRequirements.Options;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An issuer, a holder and a thief, and what they sign. */
final class PresentationSamples {
  static final Instant NOW = Instant.ofEpochSecond(1_795_777_612);
  static final String SCHEMA = "https://x.example/schema";
  static final String DOMAIN = "https://verifier.example";
  static final String CHALLENGE = "11c91493-01b3-4c4d-ac36-b336bab5bddf";
  static final URI LIST = URI.create("https://x.example/credential-status/1");
  static final PresentationRequirements ASKED =
      new PresentationRequirements(
          Optional.of(new Options(CHALLENGE, DOMAIN)), List.of(), List.of());

  static final Party ISSUER = Party.create(KeyCurve.ED25519);
  static final Party HOLDER = Party.create(KeyCurve.SECP256K1);
  static final Party THIEF = Party.create(KeyCurve.ED25519);

  private PresentationSamples() {}

  /** Somebody with a DID that has one key for authentication and one to issue. */
  record Party(PrismDid did, SigningKey authentication, SigningKey issuing) {
    static Party create(KeyCurve curve) {
      var random = new SecureRandom();
      var authentication = SigningKey.generate(curve, random);
      var issuing = SigningKey.generate(curve, random);
      var master = SigningKey.generate(KeyCurve.SECP256K1, random);
      var did =
          PrismDid.create(
              List.of(
                  new PrismKey("auth-1", KeyPurpose.AUTHENTICATION, authentication.publicKey()),
                  new PrismKey("issue-1", KeyPurpose.ISSUING, issuing.publicKey()),
                  new PrismKey("master0", KeyPurpose.MASTER, master.publicKey())),
              List.of());
      return new Party(did, authentication, issuing);
    }

    String issues(CredentialJwt.Content content) {
      return CredentialJwt.sign(content, issuing, Optional.empty());
    }

    String presents(String... credentials) {
      return answers(DOMAIN, CHALLENGE, credentials);
    }

    String answers(String domain, String challenge, String... credentials) {
      return PresentationJwt.sign(
          new PresentationJwt.Content(
              did.did(), domain, Optional.ofNullable(challenge), List.of(credentials)),
          authentication,
          Optional.of("auth-1"));
    }
  }

  /** What an issuer says of a holder: valid for an hour, not revocable. */
  static CredentialJwt.Content content(Party issuer, Party holder) {
    return content(issuer.did().did(), holder.did().did(), NOW, Optional.of(Duration.ofHours(1)));
  }

  static CredentialJwt.Content content(
      String issuer, String subject, Instant start, Optional<Duration> validity) {
    return new CredentialJwt.Content(
        issuer,
        subject,
        start,
        validity.map(start::plus),
        List.of(SCHEMA),
        JsonNodeFactory.instance.objectNode().put("name", "Alice"),
        Optional.empty());
  }

  static CredentialJwt.Content revocable(CredentialJwt.Content content, StatusEntry entry) {
    return new CredentialJwt.Content(
        content.issuer(),
        content.subject(),
        content.notBefore(),
        content.expires(),
        content.schemaIds(),
        content.claims(),
        Optional.of(entry));
  }
}

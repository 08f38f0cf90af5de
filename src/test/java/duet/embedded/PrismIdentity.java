package duet.embedded;

import duet.credential.CredentialJwt;
import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.credential.PrismKey;
import duet.credential.SigningKey;
import duet.didcomm.Message;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Somebody with a did:prism and its keys, who signs whatever a test likes. */
final class PrismIdentity {

  private static final SecureRandom RANDOM = new SecureRandom();

  final SigningKey issuing = SigningKey.generate(KeyCurve.ED25519, RANDOM);
  final SigningKey authentication = SigningKey.generate(KeyCurve.SECP256K1, RANDOM);
  final String did =
      PrismDid.create(
              List.of(
                  new PrismKey("issue-1", KeyPurpose.ISSUING, issuing.publicKey()),
                  new PrismKey("auth-1", KeyPurpose.AUTHENTICATION, authentication.publicKey()),
                  new PrismKey(
                      "master0",
                      KeyPurpose.MASTER,
                      SigningKey.generate(KeyCurve.SECP256K1, RANDOM).publicKey())),
              List.of())
          .did();

  /** A right answer to an offer. */
  String request(Message offer) {
    var options = offer.attachments().get(0).at("/data/json/options");
    return request(
        options.path("challenge").asText(), options.path("domain").asText(), authentication);
  }

  String request(String challenge, String domain, SigningKey key) {
    return PresentationJwt.sign(
        new PresentationJwt.Content(did, domain, Optional.of(challenge), List.of()),
        key,
        Optional.empty());
  }

  /** A right answer to a request for a presentation. */
  String presentation(Message request, String... credentials) {
    var options = request.attachments().get(0).at("/data/json/options");
    return presentation(
        options.path("challenge").asText(), options.path("domain").asText(), credentials);
  }

  String presentation(String challenge, String domain, String... credentials) {
    return PresentationJwt.sign(
        new PresentationJwt.Content(did, domain, Optional.of(challenge), List.of(credentials)),
        authentication,
        Optional.empty());
  }

  String credential(String subject) {
    var content =
        new CredentialJwt.Content(
            did,
            subject,
            Instant.now(),
            Optional.empty(),
            List.of(),
            Rest.JSON.createObjectNode().put("name", "Alice"),
            Optional.empty());
    return CredentialJwt.sign(content, issuing, Optional.empty());
  }
}

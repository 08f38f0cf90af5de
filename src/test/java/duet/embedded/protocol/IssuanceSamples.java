package duet.embedded.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.CredentialJwt;
import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.credential.PrismKey;
import duet.credential.SigningKey;
import duet.didcomm.Invitation;
import duet.didcomm.KeyPair;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.Unpacked;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Two parties with DIDs and keys, and the records of one issuing. */
final class IssuanceSamples {

  static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
  static final String WALLET = ConnectionRecord.DEFAULT_WALLET;
  static final IssuanceProtocol PROTOCOL = new IssuanceProtocol();

  private static final SecureRandom RANDOM = new SecureRandom();

  final String issuer = peerDid();
  final String holder = peerDid();
  final SigningKey issuing = SigningKey.generate(KeyCurve.ED25519, RANDOM);
  final SigningKey authentication = SigningKey.generate(KeyCurve.ED25519, RANDOM);
  final PrismDid issuingDid = did("issue-1", KeyPurpose.ISSUING, issuing);
  final PrismDid subject = did("auth-1", KeyPurpose.AUTHENTICATION, authentication);
  final IssuanceOffer offer =
      IssuanceOffer.create(claims(), "https://x/schema", "challenge", "domain", "a", "b");

  static String id() {
    return UUID.randomUUID().toString();
  }

  static ObjectNode claims() {
    var claims = JsonNodeFactory.instance.objectNode().put("name", "Grüße").put("age", 30);
    claims.putObject("address").put("city", "Wien");
    return claims.put("member", true);
  }

  IssuanceTerms terms(boolean automatic) {
    var signer = new Signer(issuingDid.did(), Optional.empty());
    return new IssuanceTerms(signer, Optional.empty(), automatic);
  }

  IssuanceRecord offered(boolean automatic) {
    var invitation = Invitation.create(id(), issuer, Optional.empty(), Optional.empty());
    var connection =
        ConnectionProtocol.invited(WALLET, invitation, Optional.empty(), NOW).answeredBy(holder);
    return IssuanceRecord.offered(id(), id(), connection, offer, terms(automatic), NOW);
  }

  IssuanceRecord invited(Duration expiry) {
    var message = IssuanceMessages.toAnybody(offer, id(), id(), issuer);
    var invitation =
        MessageInvitation.create(
            message, Optional.of("issue-vc"), Optional.of("a goal"), id(), NOW, expiry);
    return IssuanceRecord.invited(WALLET, id(), invitation, terms(true), NOW);
  }

  /** The holder's record of the offer that an issuer's record has to send. */
  IssuanceRecord received(IssuanceRecord issuerRecord) {
    var incoming = incoming(IssuanceMessages.of(issuerRecord, id(), NOW));
    return PROTOCOL.begin(WALLET, id(), incoming, Optional.of(issuer), NOW).orElseThrow();
  }

  /** The holder's record with its request signed. */
  IssuanceRecord requesting(IssuanceRecord received) {
    var signer = new Signer(subject.did(), Optional.empty());
    return IssuanceProtocol.generated(
        IssuanceProtocol.accepted(received, signer, NOW), request(), NOW);
  }

  String request() {
    return request("challenge", "domain", subject, authentication);
  }

  static String request(String challenge, String domain, PrismDid subject, SigningKey key) {
    return PresentationJwt.sign(
        new PresentationJwt.Content(subject.did(), domain, Optional.of(challenge), List.of()),
        key,
        Optional.empty());
  }

  String credential() {
    return credential(issuingDid.did(), subject.did(), issuing);
  }

  static String credential(String issuer, String subject, SigningKey key) {
    return CredentialJwt.sign(
        new CredentialJwt.Content(
            issuer, subject, NOW, Optional.empty(), List.of(), claims(), Optional.empty()),
        key,
        Optional.empty());
  }

  /** What a record has to send, as it arrives. */
  static Unpacked arriving(IssuanceRecord record) {
    return incoming(IssuanceMessages.of(record, id(), NOW));
  }

  static Unpacked incoming(Message message) {
    return new Unpacked(
        message.toJson(),
        false,
        message.from().map(from -> from + "#key-1"),
        message.to().get(0) + "#key-1");
  }

  static PrismDid did(String id, KeyPurpose purpose, SigningKey key) {
    var master = SigningKey.generate(KeyCurve.SECP256K1, RANDOM).publicKey();
    return PrismDid.create(
        List.of(
            new PrismKey(id, purpose, key.publicKey()),
            new PrismKey("master0", KeyPurpose.MASTER, master)),
        List.of());
  }

  static String peerDid() {
    return PeerDid.create(
            KeyPair.generate(Curve.X25519, RANDOM),
            KeyPair.generate(Curve.ED25519, RANDOM),
            URI.create("http://127.0.0.1:9/didcomm"))
        .did();
  }
}

// # What a verifier checks
//
// A presentation can be wrong in many ways, and each looks fine to whoever doesn't check it. Here a
// verifier is given some. These are embedded agents, whatever the settings say: a Cloud Agent 2.2 in
// its usual settings accepts some of them.

var agents = AgentPair.embedded();

// What makes the verifier refuse is in its record, and told to the prover.

String outcome(Presentation presentation) {
    try {
        return presentation.await(Duration.ofSeconds(60)).verifier().get().reportedState();
    } catch (PresentationException refused) {
        return refused.pair().verifier().get().lastFailure().get().detail();
    }
}

void refused(String outcome, String reason) {
    print(outcome);
    check(outcome.contains(reason), "refused, as it should be");
}

// ## Revoked
//
// The issuer can take back what it said. The credential itself doesn't change: its bit in the issuer's
// status list does, which the verifier fetches.

var pair = agents.connect("What a verifier checks");
var issued = agents.issue(pair, Map.of("name", "Alice"));
print(agents.present(pair, issued));
agents.inviter().credentials().revoke(issued.issuer().get().id());
refused(outcome(agents.request(pair, ProofRequest.create(), List.of(issued.credentialId()))), "is revoked");

// ## Playing the others
//
// For the rest we need a prover that does what an honest agent wouldn't, so we write one. First there
// are people: each has a DID, with a key for its purpose.

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.*;
import java.security.SecureRandom;
import java.time.Instant;

record Person(String did, SigningKey key) {
    static Person with(KeyPurpose purpose) {
        var key = SigningKey.generate(KeyCurve.ED25519, new SecureRandom());
        var master = SigningKey.generate(KeyCurve.SECP256K1, new SecureRandom());
        var keys = List.of(new PrismKey("key-1", purpose, key.publicKey()), new PrismKey("master0", KeyPurpose.MASTER, master.publicKey()));
        return new Person(PrismDid.create(keys, List.of()).did(), key);
    }
}

var university = Person.with(KeyPurpose.ISSUING);
var alice = Person.with(KeyPurpose.AUTHENTICATION);
var mallory = Person.with(KeyPurpose.AUTHENTICATION);

// The university states something about Alice, for an hour.

String degree(Instant from) {
    var claims = JsonNodeFactory.instance.objectNode().put("degree", "Master");
    var content = new CredentialJwt.Content(university.did(), alice.did(), from, Optional.of(from.plusSeconds(3600)), List.of(), claims, Optional.empty());
    return CredentialJwt.sign(content, university.key(), Optional.empty());
}

// The verifier asks in an invitation, as it would ask a stranger with a wallet. A presentation is one
// encrypted message, to the DID that the invitation is from.

var agreement = KeyPair.generate(PeerDid.Curve.X25519, new SecureRandom());
var ours = PeerDid.withoutService(agreement, KeyPair.generate(PeerDid.Curve.ED25519, new SecureRandom()));

String present(Person prover, String challenge, String credential) throws Exception {
    var asked = agents.inviter().proofs().requestByInvitation(ProofRequest.create().withChallenge("of today"));
    var theirs = asked.invitation().peer();
    var content = new PresentationJwt.Content(prover.did(), ProofRequest.DOMAIN, Optional.of(challenge), List.of(credential));
    var jwt = PresentationJwt.sign(content, prover.key(), Optional.of("key-1"));
    var message = """
            {"id": "%s", "type": "https://didcomm.atalaprism.io/present-proof/3.0/presentation", "thid": "%s", "from": "%s", "to": ["%s"],
             "body": {}, "attachments": [{"id": "1", "format": "prism/jwt", "data": {"base64": "%s"}}]}"""
            .formatted(UUID.randomUUID(), asked.thid(), ours.did(), theirs.did(), Base64.getUrlEncoder().encodeToString(jwt.getBytes()));
    var envelope = Envelope.authcrypt(message, ours.agreementKey().id(), agreement, theirs.agreementKey());
    var post = HttpRequest.newBuilder(URI.create(theirs.endpoint().get().uri())).header("Content-Type", Envelope.MEDIA_TYPE);
    HttpClient.newHttpClient().send(post.POST(HttpRequest.BodyPublishers.ofString(envelope)).build(), HttpResponse.BodyHandlers.discarding());
    return outcome(Presentation.ofVerifier(agents.inviter(), asked, PresentationOptions.DEFAULT));
}

// ## As it should be
//
// Alice presents her degree. Nothing is wrong, so what fails below fails for its own reason.

var now = degree(Instant.now());
check(present(alice, "of today", now).equals("PresentationVerified"), "Alice has a degree");

// ## Tampered
//
// Alice would like a better one. The signature is over each letter.

var parts = now.split("\\.");
var doctor = new String(Base64.getUrlDecoder().decode(parts[1])).replace("Master", "Doctor");
var better = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(doctor.getBytes()) + "." + parts[2];
refused(present(alice, "of today", better), "signature");

// ## Expired
//
// The same degree, of the day before yesterday.

refused(present(alice, "of today", degree(Instant.now().minus(Duration.ofDays(2)))), "expired");

// ## Stolen
//
// Mallory found Alice's degree somewhere. All signatures are right; but it is about Alice, and she
// didn't sign this presentation.

refused(present(mallory, "of today", now), "is about");

// ## Another challenge
//
// Somebody overheard what Alice presented yesterday, and sends it again.

refused(present(alice, "of yesterday", now), "challenge");

agents.close();
print("12-what-a-verifier-checks: finished");

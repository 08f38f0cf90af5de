// # Issue a credential
//
// A connection is where most stories begin. In the next chapter one side, the **issuer**, states
// something about the other, the **holder**, and signs it: a credential.
//
// ## Connect
//
// The agents of the settings if there are any, otherwise two embedded ones. The inviter will be the
// issuer, the invitee the holder.

var agents = AgentPair.open();
var pair = agents.connect("Issue a credential");
var issuer = agents.inviter();
var holder = agents.invitee();

// ## Offer
//
// What the issuer states are claims, any JSON. They are offered over the connection. The issuer signs
// with a DID of its own, a `did:prism`, and the credential will be about another one of the holder's:
// peer DIDs, which belong to one connection, won't do. Both are found or made on the way.

var offer = CredentialOffer.of(Map.of("name", "Alice", "age", 30)).withValidity(Duration.ofHours(24));
var issuance = agents.offer(pair, offer);
print(issuance.pair().issuer().get());

// ## Wait for both sides
//
// The holder accepts, asks with a proof that the DID is its own, and the issuer signs and sends the
// credential. As a handshake does, an issuance ends with both sides done, or says why not.

var issued = issuance.await(Duration.ofSeconds(60));
issued.timeline().entries().forEach(entry -> print(entry));
check(issued.issuer().get().state() == CredentialState.CREDENTIAL_SENT, "the issuer has sent the credential");
check(issued.holder().get().state() == CredentialState.CREDENTIAL_RECEIVED, "the holder has received it");

// ## Look at it
//
// The credential is a JWT, which anybody can decode: who says it, about whom, what, and until when.

var credential = CredentialJwt.parse(issued.jwt());
print("issuer   " + credential.issuer());
print("subject  " + credential.subject());
print("claims   " + credential.claims());
print("from     " + credential.notBefore());
print("until    " + credential.expires().get());
check(credential.claims().get("name").asText().equals("Alice"), "it says what was offered");

// Where it can be seen that it was revoked:

credential.status().ifPresent(status -> print("status   " + status.list() + ", bit " + status.index()));

// ## Check the signature
//
// An embedded agent names itself by its DID in long form, which holds the keys. A Cloud Agent uses
// the short form, which is only their hash: a node, where it was published, knows the rest.

var did = PrismDid.parse(credential.issuer());
did.keys().forEach(key -> print(key.id() + " for " + key.purpose()));
if (did.isLongForm()) {
    credential.verify(did);
    print("signed by one of the issuer's keys for issuing");
}

// ## The short way
//
// All of the above in one line, once you are connected:

var another = agents.issue(pair, Map.of("name", "Alice", "driver", true));
print(another.claims());

// Each agent has its own record of it.

issuer.credentials().records(5).forEach(record -> print(record.id() + " " + record.reportedState()));
holder.credentials().records(5).forEach(record -> print(record.id() + " " + record.reportedState()));

agents.close();
print("10-issue-a-credential: finished");

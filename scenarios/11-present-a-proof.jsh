// # Present a proof
//
// A credential is worth something once somebody else believes it. A **verifier** asks for a proof,
// and the holder, now the **prover**, presents its credential.
//
// ## Connect, and issue
//
// The verifier may be anybody. Here it is the agent that issued, since we have two.

var agents = AgentPair.open();
var pair = agents.connect("Present a proof");
var issued = agents.issue(pair, Map.of("name", "Alice", "age", 30));
print(issued.claims());

// ## Ask
//
// The challenge is new each time and the domain the verifier's own, so that nobody can present
// again what was presented before, or elsewhere. With schema and issuers, only credentials of that
// kind, by those who are trusted, will do.

var credential = CredentialJwt.parse(issued.jwt());
var request = ProofRequest.create().withSchemas(credential.schemaIds(), List.of(credential.issuer()));
print("challenge  " + request.challenge());
print("domain     " + request.domain());

// ## Wait for both sides
//
// The prover chooses a credential and signs a presentation of it. The verifier checks everything: the
// next walkthrough shows what that is.

var presentation = agents.request(pair, request, List.of(issued.credentialId()));
var proved = presentation.await(Duration.ofSeconds(60));
proved.timeline().entries().forEach(entry -> print(entry));
check(proved.prover().get().state() == ProofState.PRESENTATION_SENT, "the prover has sent its presentation");
check(proved.verifier().get().state() == ProofState.PRESENTATION_VERIFIED, "the verifier believes it");

// ## Look at it
//
// The presentation is another JWT, around the credential. This one is signed by the holder, for this
// verifier and this challenge only.

var shown = PresentationJwt.parse(proved.jwt());
print("holder     " + shown.issuer());
print("audience   " + shown.audience());
print("nonce      " + shown.nonce().get());
shown.verify(PrismDid.parse(shown.issuer()));
check(shown.nonce().get().equals(request.challenge()), "it answers this challenge");
check(shown.credentials().equals(List.of(issued.jwt())), "it holds the credential as it was issued");
check(PrismDid.same(shown.issuer(), credential.subject()), "the holder is who the credential is about");

// ## Decide
//
// Verified means that it is true, not what to do about it. That is for a person, or a program, to
// say.

var accepted = agents.inviter().proofs().acceptPresentation(proved.verifier().get().id());
print(accepted.reportedState());

// ## The short way
//
// Connect, issue, present:

var again = agents.present(pair, agents.issue(pair, Map.of("name", "Alice")));
print(again);

agents.close();
print("11-present-a-proof: finished");

// # Look inside
//
// What do the agents say to each other, and what could somebody in between read? To see that, we need
// agents that reveal their plaintexts. Embedded ones do so on request, within this process only;
// their REST API reveals nothing.

import duet.embedded.outgoing.MessageTrace;

var seen = Collections.synchronizedList(new ArrayList<MessageTrace>());
var alice = EmbeddedAgent.builder().name("alice").tracing(trace -> seen.add(trace)).start();
var bob = EmbeddedAgent.builder().name("bob").start();
var agents = AgentPair.open(
        AgentAddress.of("inviter", alice.url().toString()),
        AgentAddress.of("invitee", bob.url().toString()));

// JSON is easier to read when indented.

import com.fasterxml.jackson.databind.ObjectMapper;

var mapper = new ObjectMapper();
void pretty(String json) throws Exception {
    print(mapper.readTree(json).toPrettyString());
}
String decoded(String base64url) {
    return new String(Base64.getUrlDecoder().decode(base64url));
}

// ## The invitation
//
// None of it is secret: JSON, packed into a link as base64url.

var made = agents.inviter().invite("Look inside", "connect", "To look inside");
var invitation = made.invitation();
print(invitation.encoded());
pretty(decoded(invitation.encoded()));

// ## The peer DID
//
// `from` is not a name to look up, it *is* the document: `.E` is a key for key agreement, `.V` one
// for authentication, `.S` the address. Each pair gets its own DIDs, so that nobody can tell that
// two of them belong to the same agent.

var peer = invitation.peer();
peer.keys().forEach(key -> print(key.curve() + " " + key.publicKey()));
peer.services().forEach(service -> print("service at " + service.uri()));

// ## The messages
//
// The invitee answers with a request, the inviter with a response. Both carry the invitation's id as
// their thread id, and a DID that was created for this connection only.

var pair = agents.accept(made).await();
seen.forEach(trace -> print(trace.direction() + " " + Message.parse(trace.plaintext()).type()));
var request = seen.get(0);
var response = seen.get(1);
check(request.direction() == MessageTrace.Direction.RECEIVED, "the inviter got a request");
check(response.direction() == MessageTrace.Direction.SENT, "and sent a response");
pretty(request.plaintext());
pretty(response.plaintext());
check(Message.parse(request.plaintext()).thid().get().equals(invitation.id()), "the thread is the invitation's id");
check(Message.parse(response.plaintext()).from().equals(pair.inviter().get().myDid()), "the response is from the inviter's DID");

// ## The same, encrypted
//
// This is all that travels. Somebody in between sees whose key decrypts it and whose key encrypted it
// (`kid` and `skid` in the header), and nothing of the message.

pretty(request.envelope());
var header = mapper.readTree(request.envelope()).get("protected").asText();
pretty(decoded(header));
check(!request.envelope().contains("mercury"), "the envelope doesn't even tell the message's type");

agents.close();
alice.close();
bob.close();
print("07-look-inside: finished");

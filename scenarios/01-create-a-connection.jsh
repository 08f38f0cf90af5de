// # Create a connection
//
// Two agents, an **inviter** and an **invitee**, get to know each other. The inviter creates an
// invitation, the invitee accepts it, and the agents exchange two encrypted messages. In the end
// each holds one side of the same connection.
//
// ## Two agents that answer
//
// `AgentPair.open()` uses the agents in the settings (`INVITER_URL`, `INVITEE_URL` and their keys,
// from the environment or `variables.env`). If there are none, it starts two embedded ones, which
// speak the same protocol. Before it returns, it lists the connections of both with their keys: an
// unusable agent is reported here, with the reason.

var agents = AgentPair.open();
agents.preflightResults().forEach(result -> print(result));
var inviter = agents.inviter();
var invitee = agents.invitee();

// ## Invite
//
// The label is for the inviter's own records. The response has the inviter's side of the connection
// and an out-of-band invitation: a piece of JSON packed into a link.

var time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
var invitation = inviter.invite("Connect " + time);
print(invitation);
print(invitation.invitationUrl());

// What travels is small: an id, which names the thread, and the inviter's peer DID. The DID is its
// own document: it contains the keys, and the address to which the invitee will send its request.

print(invitation.invitation().json());
print(invitation.invitation().endpoint());

// ## Accept
//
// We pass the invitation to the invitee, as a QR code or an e-mail would. It reports at once that a
// request is pending, and sends the request afterwards.

var handshake = Handshake.accept(inviter, invitation, invitee);
print(handshake.pair().invitee().get());

// ## Wait for both sides
//
// Agents on this machine send us an event for each change, and all agents are polled now and then. A
// handshake ends with both sides connected, or with an exception that says why not. It never waits
// forever.

var pair = handshake.await(Duration.ofSeconds(60));
pair.timeline().entries().forEach(entry -> print(entry));

// ## Check on both sides
//
// The inviter ends in `ConnectionResponseSent`, the invitee in `ConnectionResponseReceived`. The DID
// that one side calls its own is the one that the other side calls its peer's.

print(pair.inviter().get());
print(pair.invitee().get());
check(pair.inviter().get().state() == ConnectionState.CONNECTION_RESPONSE_SENT, "the inviter has sent its response");
check(pair.invitee().get().state() == ConnectionState.CONNECTION_RESPONSE_RECEIVED, "the invitee has received it");
check(pair.didsMatch(), "the DIDs match crosswise");

// ## List
//
// Each agent keeps its own side, along with all its other connections.

inviter.connections(3).forEach(connection -> print(connection.id() + " " + connection.reportedState()));
invitee.connections(3).forEach(connection -> print(connection.id() + " " + connection.reportedState()));

// Closing the pair stops what opening it started: embedded agents, nothing else.

agents.close();
print("01-create-a-connection: finished");

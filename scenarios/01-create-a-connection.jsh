// # Create a connection
//
// Two agents, an **inviter** and an **invitee**, get to know each other. The inviter makes an
// invitation, the invitee accepts it, and the agents exchange two encrypted messages. In the end
// both hold one side of the same connection.
//
// ## Two agents that answer
//
// `AgentPair.open()` takes the agents of the settings (`INVITER_URL`, `INVITEE_URL` and their keys,
// in the environment or in `variables.env`). Where there are none, it starts two embedded ones,
// which speak the same protocol. Before it returns, it has listed the connections of both with
// their keys: an agent that can't be used is named here, with the reason.

var agents = AgentPair.open();
agents.findings().forEach(finding -> print(finding));
var inviter = agents.inviter();
var invitee = agents.invitee();

// ## Invite
//
// The label is for the inviter's own records. The answer has the inviter's side of the connection
// and an out-of-band invitation, which is a piece of JSON packed into a link.

var time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
var invitation = inviter.invite("Connect " + time);
print(invitation);
print(invitation.invitationUrl());

// What travels is small: an id, which names the thread, and the inviter's peer DID. The DID is its
// own document: it holds the keys and the address to which the invitee will post its request.

print(invitation.invitation().json());
print(invitation.invitation().endpoint());

// ## Accept
//
// The invitee gets the invitation from us, as it would from a QR code or a mail. It answers at once
// that a request is pending, and sends that request afterwards.

var handshake = Handshake.accept(inviter, invitation, invitee);
print(handshake.pair().invitee().get());

// ## Wait for both sides
//
// Agents on this machine tell us of each change, and all of them are asked now and then. A handshake
// ends with both sides connected, or with an exception that says why not. It never waits for ever.

var pair = handshake.await(Duration.ofSeconds(60));
pair.timeline().entries().forEach(entry -> print(entry));

// ## Check on both sides
//
// The inviter ends with `ConnectionResponseSent`, the invitee with `ConnectionResponseReceived`.
// The DID that one side calls its own is the DID that the other side calls theirs.

print(pair.inviter().get());
print(pair.invitee().get());
check(pair.inviter().get().state() == ConnectionState.CONNECTION_RESPONSE_SENT, "the inviter has sent its response");
check(pair.invitee().get().state() == ConnectionState.CONNECTION_RESPONSE_RECEIVED, "the invitee has received it");
check(pair.didsMatch(), "the DIDs match crosswise");

// ## List
//
// Each agent keeps its own side, beside all the others.

inviter.connections(3).forEach(connection -> print(connection.id() + " " + connection.reportedState()));
invitee.connections(3).forEach(connection -> print(connection.id() + " " + connection.reportedState()));

// Closing the pair stops what opening it started: embedded agents, and nothing else.

agents.close();
print("01-create-a-connection: finished");

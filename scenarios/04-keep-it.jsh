// # Keep it
//
// Days may pass between an invitation and its answer. A session is a file with what is needed to
// continue: names, states and DIDs, but no keys. `./duet connect NAME`, `./duet resume NAME` and
// `./duet show NAME` use the same files.

var directory = Files.createTempDirectory("duet-walkthrough");

// Embedded agents forget everything when they stop, unless they have a directory, too.

AgentPair open() {
    var settings = Settings.load();
    boolean ours = settings.inviter().isEmpty() && settings.invitee().isEmpty();
    return ours ? AgentPair.embedded(directory.resolve("agents")) : AgentPair.open(settings);
}

// ## Save
//
// The invitation is created and delivered, and the session saved.

var first = open();
var made = first.inviter().invite("Keep it");
var inviterSide = SessionSide.of(first.inviter(), first.isEmbedded(), made);
var file = SessionFile.open(directory, "alice");
file.write(Session.begin("alice", inviterSide, made, "offer", false).delivered());
print(Files.readString(file.path()));
check(file.read().get().state() == SessionState.OFFER_SENT, "the offer was sent");

// ## Stop
//
// The agents are closed, and the file is unlocked.

file.close();
first.close();

// ## Resume
//
// Another day, another process: the file names the connection, the agent still knows it, and the
// invitee accepts.

var second = open();
var again = SessionFile.open(directory, "alice");
var known = again.read().get();
var invitation = second.inviter().connection(known.side(Side.INVITER).get().connectionId());
print(invitation);
check(invitation.thid().equals(made.thid()), "it is the same thread");

var handshake = second.accept(invitation);
var accepted = handshake.pair().invitee().get();
again.write(known.answered(SessionSide.of(second.invitee(), second.isEmbedded(), accepted)));
var pair = handshake.await();
var session = again.write(again.read().get().seen(pair));
print(session);
check(session.state() == SessionState.ACCEPTED, "it is accepted, and the file says so");

again.close();
second.close();
try (var files = Files.walk(directory)) {
    files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
}
print("04-keep-it: finished");

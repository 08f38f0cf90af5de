// # When it gets stuck
//
// Agents fail in ways that look alike from outside: a state that doesn't change. Duet looks at both
// sides, names one cause, gives the evidence, and says what to try. Here are four faults, two of
// them produced by embedded agents that misbehave on request.

// This helper runs something that should fail, and prints what Duet says about it.

Cause failing(Runnable attempt) {
    try {
        attempt.run();
        throw new AssertionError("it didn't fail");
    } catch (AgentException e) {
        print(e.getMessage());
        return e.reason();
    } catch (HandshakeException e) {
        print(Report.of(e));
        return e.diagnosis().cause();
    }
}

// Two agents, one of them with a fault.

AgentPair pair(EmbeddedAgent inviter, EmbeddedAgent invitee) {
    return AgentPair.open(
            AgentAddress.of("inviter", inviter.url().toString()),
            AgentAddress.of("invitee", invitee.url().toString()));
}
var sound = EmbeddedAgent.builder().name("sound").start();

// ## Nobody is there
//
// The most frequent one: a wrong port, or an agent that isn't up yet. Before anything starts, a
// preflight lists the connections of both agents with their keys.

var nobody = AgentAddress.of("inviter", "http://127.0.0.1:9");
var cause = failing(() -> AgentPair.open(nobody, AgentAddress.of("invitee", sound.url().toString())));
check(cause == Cause.CONNECTION_REFUSED, "nobody listens there");

// ## Both sides are the same
//
// The same agent, or the same wallet, configured twice. A wallet can't connect to itself.

var same = pair(sound, sound);
check(failing(() -> same.connect("To myself")) == Cause.SAME_WALLET, "it is one wallet");
same.close();

// ## The response is lost
//
// The inviter has sent its response and is done. The invitee waits for it, and will wait forever.

Pair connect(AgentPair agents, String label) {
    return agents.accept(agents.inviter().invite(label)).await(Duration.ofSeconds(3));
}

var loses = EmbeddedAgent.builder().name("loses").fault("drop-response").start();
var half = pair(loses, sound);
cause = failing(() -> connect(half, "Half a connection"));
check(cause == Cause.RESPONSE_NOT_SEEN, "the response never arrived");
half.close();

// ## The peer refuses
//
// The inviter answers every message with an error. The invitee retries, gives up, and leaves the
// reason in its record, where nobody looks.

var refuses = EmbeddedAgent.builder().name("refuses").fault("refuse").start();
var hasty = EmbeddedAgent.builder().name("hasty").retryPauses(Duration.ZERO, Duration.ZERO, Duration.ZERO).start();
var refused = pair(refuses, hasty);
cause = failing(() -> connect(refused, "Refused"));
check(cause == Cause.PEER_REFUSED, "the peer refused");
refused.close();

for (var agent : List.of(sound, loses, refuses, hasty)) {
    agent.close();
}
print("05-when-it-gets-stuck: finished");

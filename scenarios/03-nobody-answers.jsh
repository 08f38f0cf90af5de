// # Nobody answers
//
// Most invitations that are handed to people are never answered. An inviter learns nothing of that:
// its record stays `InvitationGenerated`. Somebody has to decide that it is over, and to clean up.

var agents = AgentPair.open();
var inviter = agents.inviter();
var invitation = inviter.invite("Is anybody there?");

// ## Wait, but not for ever
//
// A stranger may answer this one, so only the inviter's side is watched. The wait ends with an
// exception that has the cause, and all that was seen until then.

HandshakeTimeoutException waitInVain() {
    try {
        Handshake.ofInviter(inviter, invitation).await(Duration.ofSeconds(1));
        throw new AssertionError("somebody answered");
    } catch (HandshakeTimeoutException e) {
        return e;
    }
}
var vain = waitInVain();
print(vain.diagnosis());
check(vain.diagnosis().cause() == Cause.NOBODY_ANSWERED, "nobody answered");
print(Report.of(vain));

// ## Give up, and clean up
//
// An invitation that was not answered can be deleted, and then nobody can answer it any more. (Agents
// refuse to delete a connection once it is complete.)

inviter.delete(invitation.id());
check(inviter.connections().stream().noneMatch(c -> c.id().equals(invitation.id())), "it is gone");

// ## When it is answered too late
//
// Invitations expire, after five minutes as a rule, but agents look at that only when an answer
// arrives. So the invitee's accept succeeds, and its request is refused afterwards. To see that
// without waiting, here are two embedded agents, and the invitations of one last a millisecond.

var hasty = EmbeddedAgent.builder().expiry(Duration.ofMillis(1)).start();
var other = EmbeddedAgent.builder().start();
var pair = AgentPair.open(
        AgentAddress.of("inviter", hasty.url().toString()),
        AgentAddress.of("invitee", other.url().toString()));

DeadEndException answerTooLate() {
    try {
        pair.connect("Too late");
        throw new AssertionError("it was in time");
    } catch (DeadEndException e) {
        return e;
    }
}
var late = answerTooLate();
print(late.diagnosis());
check(late.diagnosis().cause() == Cause.INVITATION_EXPIRED, "the invitation has expired");
print(Report.of(late));

pair.close();
hasty.close();
other.close();
agents.close();
print("03-nobody-answers: finished");

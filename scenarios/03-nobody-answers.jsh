// # Nobody answers
//
// Most invitations that people receive are never answered. The inviter doesn't learn that: its record
// stays `InvitationGenerated`. Somebody has to decide that it is over, and clean up.

var agents = AgentPair.open();
var inviter = agents.inviter();
var invitation = inviter.invite("Is anybody there?");

// ## Wait, but not forever
//
// A stranger may answer this one, so we watch only the inviter's side. The wait ends with an
// exception that has the cause, and everything seen until then.

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
// An unanswered invitation can be deleted; after that nobody can accept it. (Agents refuse to delete
// a connection once it is complete.)

inviter.delete(invitation.id());
check(inviter.connections().stream().noneMatch(c -> c.id().equals(invitation.id())), "it is gone");

// ## When the answer comes too late
//
// Invitations expire, usually after five minutes, but agents check that only when a request arrives.
// So the invitee's accept succeeds, and its request is refused afterwards. To see that without
// waiting, we start two embedded agents; invitations of the first are valid for a millisecond.

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

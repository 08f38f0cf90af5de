package duet.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentSelection;
import duet.agent.Agent;
import duet.exchange.Side;
import duet.session.Session;
import duet.session.SessionCredential;
import duet.session.SessionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "revoke",
    description =
        "Revokes the last credential issued over a connection, and says when that counts.")
final class RevokeCommand extends DuetCommand {

  @Mixin private SessionOption session;

  @Override
  CommandResult run() {
    var settings = settings();
    try (var recorder = session.open(settings)) {
      var begun = recorder.session().orElseThrow();
      var credential = last(begun);
      try (var found =
          SessionConnections.of(begun, settings, AgentSelection::lookedAt, AgentSelection::open)) {
        var issuer = found.agents().agent(Side.INVITER);
        boolean effective = revoke(issuer, credential);
        recorder.record(one -> one.with(credential.revoked()));
        print(
            effective
                ? console().good("Revoked") + ": the status list says so from now on"
                : console().good("Revoked")
                    + ", which counts once the agent has published its status list again: a Cloud"
                    + " Agent does within 30 s");
        return new Revoked(
            credential.issuer().recordId(),
            credential.thid(),
            effective,
            SessionStatus.of(recorder.session().orElseThrow()),
            "revoked");
      }
    }
  }

  /** Whether verifiers see it already. */
  private static boolean revoke(Agent issuer, SessionCredential credential) {
    var id = credential.issuer().recordId();
    issuer.credentials().revoke(id);
    return RevocationCheck.revoked(issuer, issuer.credentials().record(id)).orElse(false);
  }

  private static SessionCredential last(Session session) {
    return session.credentials().stream()
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                new SessionException(
                    "%s has no credential to revoke: 'duet issue %s' issues one."
                        .formatted(session.name(), session.name())));
  }

  /**
   * @param effective whether the status list says so already
   */
  private record Revoked(
      String recordId,
      String thid,
      boolean effective,
      @JsonUnwrapped SessionStatus session,
      String outcome)
      implements CommandResult {}
}

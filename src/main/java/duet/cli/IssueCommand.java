package duet.cli;

import duet.OpenedAgents;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.CredentialOffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "issue",
    description = "Issues a credential to the invitee, and waits until it is held there.")
final class IssueCommand extends CredentialCommand<CredentialExchange> {

  @Mixin private CredentialOptions credential;

  private CredentialOffer offer;

  @Override
  void prepare() {
    offer = credential.offer();
  }

  @Override
  String what() {
    return "credential";
  }

  @Override
  void over(Connection connection, OpenedAgents agents, SessionRecorder recorder) {
    CredentialView.print(
        this, steps(agents, recorder).issue(connection, offer, credential.options()));
  }

  @Override
  CredentialExchange invite(OpenedAgents agents) {
    var said = offer.withGoal("issue-vc", "A credential");
    return steps(agents, SessionRecorder.none()).invite(said, credential.options());
  }

  @Override
  void await(CredentialExchange invited, OpenedAgents agents) {
    var steps = steps(agents, SessionRecorder.none());
    CredentialView.print(this, steps.issue(invited, credential.options()));
  }

  private CredentialSteps steps(OpenedAgents agents, SessionRecorder recorder) {
    return new CredentialSteps(this, agents, recorder, limit());
  }
}

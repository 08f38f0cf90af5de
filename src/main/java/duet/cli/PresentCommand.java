package duet.cli;

import duet.OpenedAgents;
import duet.agent.Connection;
import duet.agent.CredentialOffer;
import duet.agent.CredentialState;
import duet.agent.ProofExchange;
import duet.agent.ProofRequest;
import duet.exchange.Side;
import duet.session.KeptRecord;
import duet.session.Session;
import duet.session.SessionCredential;
import duet.session.SessionException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "present",
    description = {
      "Has the invitee present a credential, and the inviter verify it.",
      "With NAME it is the last one issued over that connection; without, one is issued first."
    })
final class PresentCommand extends CredentialCommand<ProofExchange> {

  @Mixin private ProofOptions proof;

  @Mixin private CredentialOptions credential;

  private CredentialOffer offer;

  @Override
  void prepare() {
    offer = credential.offer();
    if (name().isPresent() || byInvitation()) {
      credential
          .onlyToIssue()
          .ifPresent(
              option -> {
                throw misuse(
                    option
                        + " is for a credential that is yet to be issued: leave out NAME and --via,"
                        + " or use 'duet issue'");
              });
    }
  }

  @Override
  String what() {
    return "proof";
  }

  @Override
  void over(Connection connection, OpenedAgents agents, SessionRecorder recorder) {
    var session = recorder.session();
    if (session.isEmpty()) {
      issueAndPresent(connection, agents, recorder);
      return;
    }
    var known = last(session.get());
    var ids = known.flatMap(SessionCredential::holder).map(KeptRecord::recordId).stream().toList();
    var request = request(() -> known.map(one -> schemas(agents, one)).orElse(List.of()));
    CredentialView.print(this, steps(agents, recorder).request(connection, request, ids));
  }

  @Override
  ProofExchange invite(OpenedAgents agents) {
    var request = request(List::of).withGoal("present-vp", "A proof");
    return steps(agents, SessionRecorder.none()).invite(request);
  }

  @Override
  void await(ProofExchange invited, OpenedAgents agents) {
    CredentialView.print(this, steps(agents, SessionRecorder.none()).request(invited));
  }

  private void issueAndPresent(
      Connection connection, OpenedAgents agents, SessionRecorder recorder) {
    var issued =
        new CredentialSteps(this, agents, recorder, limit())
            .issue(connection, offer, credential.options());
    CredentialView.print(this, issued);
    var request = request(() -> List.of(offer.schemaId()));
    var ids = List.of(issued.credentialId());
    CredentialView.print(this, steps(agents, recorder).request(connection, request, ids));
  }

  /**
   * @param ofCredential the schemas of what will be presented, which stand in where issuers are
   *     named and no schema is
   */
  private ProofRequest request(Supplier<List<String>> ofCredential) {
    var schemas = credential.schemaId().stream().toList();
    if (schemas.isEmpty() && proof.trustsFew()) {
      schemas = ofCredential.get();
      if (schemas.isEmpty()) {
        schemas = List.of(CredentialOffer.ANY_CLAIMS);
      }
    }
    return proof.request(schemas);
  }

  /**
   * The last credential that the invitee holds; a stranger may hold others.
   *
   * @throws SessionException if our invitee holds none
   */
  private static Optional<SessionCredential> last(Session session) {
    var held =
        session.credentials().stream()
            .filter(
                one -> session.stranger() || one.holder().filter(PresentCommand::has).isPresent())
            .reduce((first, second) -> second);
    if (held.isEmpty() && !session.stranger()) {
      throw new SessionException(
          "%s has no credential to present: 'duet issue %s' issues one."
              .formatted(session.name(), session.name()));
    }
    return held;
  }

  private static boolean has(KeptRecord holder) {
    return CredentialState.of(holder.state()) == CredentialState.CREDENTIAL_RECEIVED;
  }

  private static List<String> schemas(OpenedAgents agents, SessionCredential known) {
    return agents
        .agent(Side.INVITER)
        .credentials()
        .record(known.issuer().recordId())
        .jwt()
        .map(jwt -> DecodedCredential.of(jwt).schemas())
        .orElse(List.of());
  }

  private ProofSteps steps(OpenedAgents agents, SessionRecorder recorder) {
    return new ProofSteps(this, agents, recorder, limit());
  }
}

package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentPair;
import duet.agent.CredentialOffer;
import duet.agent.DidKey;
import duet.agent.ProofRequest;
import duet.exchange.Side;
import duet.session.KeptRecord;
import duet.session.Schema;
import duet.session.Session;
import duet.session.SessionCredential;
import duet.session.SessionFile;
import duet.session.SessionProof;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Credentials and proofs whose command ended before they did. */
class ResumeCredentialsTest {

  @AutoClose private final AgentPair agents = AgentPair.embedded();

  private final Terminal terminal =
      new Terminal()
          .with("INVITER_URL", agents.inviter().url().toString())
          .with("INVITEE_URL", agents.invitee().url().toString());

  @Test
  void an_offer_that_nobody_accepted_yet_is_taken_up() {
    run(0, "connect", "bob");
    var made = agents.inviter().credentials().offer(connectionId(), offer());
    rewrite(session -> session.with(SessionCredential.begin(made.thid(), KeptRecord.of(made))));

    var resumed = run(0, "resume", "bob", "--json").document();

    assertThat(resumed.at("/before/0/outcome").asText()).isEqualTo("connected");
    assertThat(resumed.at("/outcome").asText()).isEqualTo("issued");
    assertThat(resumed.at("/standing/name").asText()).isEqualTo("Accepted");
    var credential = session().credentials().get(0);
    assertThat(credential.issuer().state()).isEqualTo("CredentialSent");
    assertThat(credential.holder().orElseThrow().state()).isEqualTo("CredentialReceived");
    assertThat(run(0, "resume", "bob").out()).doesNotContain("Credential  issuer");
    assertThat(run(0, "present", "bob").out()).contains("Verified after ");
  }

  @Test
  void a_proof_is_presented_with_what_was_chosen() {
    run(0, "connect", "bob");
    run(0, "issue", "bob", "--claim", "name=Chosen");
    var chosen = session().credentials().get(0).holder().orElseThrow().recordId();
    run(0, "issue", "bob", "--claim", "name=Other");
    var asked = agents.inviter().proofs().request(connectionId(), ProofRequest.create());
    rewrite(
        session ->
            session.with(SessionProof.begin(asked.thid(), KeptRecord.of(asked), List.of(chosen))));

    var resumed = run(0, "resume", "bob");

    assertThat(resumed.out())
        .containsSubsequence("Handshake ", "Proof ", "claim       name = Chosen", "Verified after ")
        .doesNotContain("name = Other");
    assertThat(session().proofs().get(0).verifier().state()).isEqualTo("PresentationVerified");
    assertThat(run(0, "resume", "bob").out()).doesNotContain("Proof  ");
  }

  @Test
  void what_was_refused_is_not_resumed() {
    run(0, "connect", "bob");
    run(0, "issue", "bob");
    run(4, "present", "bob", "--schema", "https://a.example/s");

    assertThat(run(0, "resume", "bob").out()).doesNotContain("Proof  ");
  }

  private CredentialOffer offer() {
    var key = new DidKey("issue-1", DidKey.ASSERTION_METHOD, DidKey.ED25519);
    var did = agents.inviter().dids().create(List.of(key)).resolvable();
    return CredentialOffer.of(Map.of("name", "Bob")).withIssuingDid(did);
  }

  private String connectionId() {
    return session().side(Side.INVITER).orElseThrow().connectionId();
  }

  private Session session() {
    return SessionFile.find(terminal.data(), "bob").orElseThrow();
  }

  private void rewrite(UnaryOperator<Session> change) {
    try (var file = SessionFile.open(terminal.data(), "bob")) {
      file.write(change.apply(file.read().orElseThrow()));
    }
  }

  private Terminal run(int exitCode, String... args) {
    var run = terminal.again().run(args);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    Schema.requireAllValid(terminal.data());
    return run;
  }
}

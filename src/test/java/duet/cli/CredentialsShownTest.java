package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.fixture.Bodies;
import duet.fixture.CredentialBodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Credentials and proofs in {@code list} and {@code show}. */
class CredentialsShownTest {

  @AutoClose private final ScriptedAgent issuer = ScriptedAgent.idle();
  @AutoClose private final ScriptedAgent holder = ScriptedAgent.idle();

  @Test
  void list_has_them_beside_the_connections() {
    exchange();

    var text = both().run("list");
    var json = both().run("list", "--json").document();

    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .containsSubsequence(
            "inviter  " + issuer.url(),
            "no connections",
            "CREDENTIAL ",
            CredentialBodies.ISSUED + "  CredentialSent      ",
            "PROOF ",
            CredentialBodies.ASKED + "  PresentationVerificationFailed",
            "invitee  ",
            CredentialBodies.HELD + "  CredentialReceived  ",
            CredentialBodies.GIVEN + "  PresentationSent")
        .doesNotContain("Alice", "eyJ");
    assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(json.at("/credentials/inviter/0/recordId").asText())
        .isEqualTo(CredentialBodies.ISSUED);
    assertThat(json.at("/credentials/invitee/0/state").asText()).isEqualTo("CredentialReceived");
    assertThat(json.at("/credentials/invitee/0/jwt").asText()).isEqualTo(CredentialBodies.JWT);
    assertThat(json.at("/proofs/inviter/0/presentationId").asText())
        .isEqualTo(CredentialBodies.ASKED);
    assertThat(json.at("/proofs/invitee/0/role").asText()).isEqualTo("Prover");
  }

  @Test
  void list_has_the_newest_ten_first() {
    credentials(
        issuer,
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CredentialBodies.issued("OfferSent")
                        .put("recordId", "id-" + i)
                        .put("createdAt", "2026-11-27T03:26:%02dZ".formatted(i)))
            .toList());
    proofs(
        issuer,
        IntStream.range(0, 12)
            .mapToObj(i -> CredentialBodies.asked("RequestSent").put("presentationId", "p-" + i))
            .toList());

    var some = both().run("list").out();
    var all = both().run("list", "--all", "--json").document();

    assertThat(some)
        .containsSubsequence("id-11", "id-2", "2 more: --all", "p-11", "p-2", "2 more: --all")
        .doesNotContain("id-1 ", "p-1 ");
    assertThat(all.at("/credentials/inviter")).hasSize(12);
    assertThat(all.at("/proofs/inviter")).hasSize(12);
  }

  @Test
  void an_agent_that_does_not_know_them_is_listed_without() {
    var json = both().run("list", "--json");

    assertThat(json.exitCode()).isZero();
    assertThat(json.document().at("/credentials/inviter")).isEmpty();
    assertThat(json.document().at("/proofs/invitee")).isEmpty();
  }

  @Test
  void show_decodes_a_credential_that_an_id_names() {
    exchange();

    var text = both().run("show", CredentialBodies.HELD);
    var json = both().run("show", CredentialBodies.CREDENTIAL_THREAD, "--json").document();

    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .containsSubsequence(
            "Credential\n",
            "  thread      " + CredentialBodies.CREDENTIAL_THREAD,
            "  held        " + CredentialBodies.HELD + "  CredentialReceived",
            "  issuer      " + CredentialBodies.ISSUER_DID + "\n",
            "  subject     " + CredentialBodies.HOLDER_DID + "\n",
            "  claim       name = Alice\n",
            "  claim       age = 30\n",
            "  valid from  2026-11-27T03:26:30Z\n",
            "  expires     2027-11-27T03:26:30Z\n",
            "  schema      any claims\n",
            "  status      http://127.0.0.1:9/credential-status/",
            ", index 1\n")
        .doesNotContain("eyJhbGci", "issued");
    assertThat(json.at("/credentials/0/issuer/recordId").asText())
        .isEqualTo(CredentialBodies.ISSUED);
    assertThat(json.at("/credentials/0/holder/jwt").asText()).isEqualTo(CredentialBodies.JWT);
    assertThat(json.at("/credentials/0/decoded/claims/age").asInt()).isEqualTo(30);
    assertThat(json.at("/credentials/0/decoded/status/0/index").asInt()).isEqualTo(1);
  }

  @Test
  void show_says_what_the_status_list_of_the_issuer_says() {
    exchange();
    var list = "GET /credential-status/" + CredentialBodies.STATUS_LIST;
    var unknown = both().run("show", CredentialBodies.ISSUED).out();
    issuer.on(list, Reply.json(200, CredentialBodies.statusList(false)));
    var not = both().run("show", CredentialBodies.ISSUED).out();
    issuer.on(list, Reply.json(200, CredentialBodies.statusList(true)));
    var revoked = both().run("show", CredentialBodies.ISSUED, "--json").document();

    assertThat(unknown).contains("  issued ").doesNotContain("  revoked ");
    assertThat(not).contains("  revoked     no\n");
    assertThat(revoked.at("/credentials/0/revoked").asBoolean()).isTrue();
  }

  @Test
  void show_decodes_a_proof_with_its_credential() {
    exchange();

    var text = both().run("show", CredentialBodies.PROOF_THREAD);
    var json = both().run("show", CredentialBodies.GIVEN, "--json").document();

    assertThat(text.out())
        .containsSubsequence(
            "Proof\n",
            "  asked       " + CredentialBodies.ASKED + "  PresentationVerificationFailed\n",
            "  given       " + CredentialBodies.GIVEN + "  PresentationSent\n",
            "  holder      " + CredentialBodies.HOLDER_DID,
            "  for         https://verifier.example\n",
            "  challenge   nonce-1\n",
            "  presents    a credential\n",
            "    claim       name = Alice\n");
    assertThat(json.at("/proofs/0/decoded/challenge").asText()).isEqualTo("nonce-1");
    assertThat(json.at("/proofs/0/decoded/credentials/0/claims/name").asText()).isEqualTo("Alice");
    assertThat(json.at("/proofs/0").has("verifier")).isFalse();
  }

  @Test
  void what_a_credential_says_is_shown_harmlessly() {
    var foreign = CredentialBodies.issued("OfferSent");
    foreign.putObject("claims").put("name", "\u001b[31mAlice");
    credentials(issuer, List.of(foreign));

    assertThat(both().run("show", CredentialBodies.ISSUED).out())
        .contains("\\u001b[31mAlice")
        .doesNotContain("\u001b");
  }

  private void exchange() {
    credentials(issuer, List.of(CredentialBodies.issued("CredentialSent")));
    proofs(issuer, List.of(CredentialBodies.asked("PresentationVerificationFailed")));
    credentials(holder, List.of(CredentialBodies.held("CredentialReceived")));
    proofs(holder, List.of(CredentialBodies.given("PresentationSent")));
  }

  private static void credentials(ScriptedAgent agent, List<ObjectNode> records) {
    agent.on("GET /issue-credentials/records", Reply.json(200, Bodies.page(records)));
  }

  private static void proofs(ScriptedAgent agent, List<ObjectNode> records) {
    agent.on("GET /present-proof/presentations", Reply.json(200, CredentialBodies.proofs(records)));
  }

  private Terminal both() {
    return Terminal.of(issuer, holder);
  }
}

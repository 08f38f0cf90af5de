package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.CredentialOffer;
import duet.agent.ProofRequest;
import duet.agent.ProofState;
import duet.didcomm.Invitation;
import duet.embedded.EmbeddedAgent;
import duet.issuance.Issuance;
import duet.issuance.IssuanceOptions;
import duet.presentation.Presentation;
import duet.presentation.PresentationOptions;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Offers and proof requests in invitations, made and accepted. */
class ConnectionlessTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final Pattern LINK = Pattern.compile("https://\\S+_oob=\\S+");

  @AutoClose private final EmbeddedAgent embedded = EmbeddedAgent.builder().start();

  @AutoClose
  private final Agent stranger = Agent.open(AgentAddress.of("stranger", embedded.url().toString()));

  private final Terminal ours = new Terminal();

  @Test
  void a_wallet_takes_an_offer_and_proves_it_to_us() {
    var issuing = ours.again();
    var issued = begin(issuing, "issue", "--via", "link", "--claim", "name=Bob");
    var held = Issuance.accept(link(issuing), stranger, IssuanceOptions.DEFAULT).await(GENEROUS);
    issued.join();
    var asking = ours.again();
    var asked = begin(asking, "present", "--via", "qr", "--json");
    var code = ours.data().resolve("proof-invite.png");
    await().atMost(GENEROUS).until(() -> Files.exists(code));
    Presentation.accept(
            duet.delivery.InvitationFile.read(code),
            stranger,
            List.of(held.credentialId()),
            PresentationOptions.DEFAULT)
        .await(GENEROUS);
    asked.join();

    assertThat(issuing.exitCode()).as(issuing.err()).isZero();
    assertThat(issuing.out())
        .containsSubsequence(
            "Agent embedded, kept in ",
            "Invitation\n",
            "  claims      {name=Bob}\n",
            "Delivery\n",
            "InvitationGenerated          (unseen)\n",
            "CredentialSent               (unseen)\n",
            "Issued after ",
            ", as far as this side can tell (the holder is unseen)");
    assertThat(asking.exitCode()).as(asking.err()).isZero();
    assertThat(asking.document().at("/outcome").asText()).isEqualTo("verified");
    assertThat(asking.document().at("/delivery/file").asText()).endsWith("proof-invite.png");
    assertThat(code).doesNotExist();
  }

  @Test
  void we_take_an_offer_and_prove_it_to_a_stranger() {
    var offer = CredentialOffer.of(Map.of("name", "Bob", "age", 30)).withGoal("issue-vc", "A card");
    var offered = Issuance.invite(stranger, offer, IssuanceOptions.DEFAULT);
    var taken = ours.again().run("accept", offered.invitationUrl());
    var asked = stranger.proofs().requestByInvitation(ProofRequest.create().withDomain("me"));
    var given = ours.again().run("accept", asked.invitationUrl(), "--json");

    assertThat(taken.exitCode()).as(taken.err()).isZero();
    assertThat(taken.out())
        .containsSubsequence(
            "Agent embedded, kept in ",
            "  goal        A card\n",
            "  carries     a credential offer\n",
            "(unseen)                     OfferReceived\n",
            "(unseen)                     CredentialReceived\n",
            "Issued after ",
            "(the issuer is unseen)")
        .contains("  claim       name = Bob\n", "  claim       age = 30\n");
    assertThat(given.exitCode()).as(given.err()).isZero();
    assertThat(given.document().at("/outcome").asText()).isEqualTo("sent");
    assertThat(given.document().at("/decoded/domains/0").asText()).isEqualTo("me");
    await()
        .atMost(GENEROUS)
        .until(
            () -> stranger.proofs().record(asked.id()).state() == ProofState.PRESENTATION_VERIFIED);
  }

  @Test
  void what_nobody_holds_is_not_presented() {
    var asked =
        stranger
            .proofs()
            .requestByInvitation(
                ProofRequest.create().withSchemas(List.of("https://a.example/s"), List.of()));
    Issuance.invite(stranger, CredentialOffer.of(Map.of("a", 1)), IssuanceOptions.DEFAULT);

    var refused = ours.again().run("accept", asked.invitationUrl());

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).contains("carries     a proof request", "https://a.example/s");
    assertThat(refused.err()).contains("the invitee holds no credential that will do");
  }

  @Test
  void nobody_answering_is_told_with_what_stays() {
    var unanswered = ours.run("issue", "--via", "link", "--timeout", "300ms", "--json");

    assertThat(unanswered.exitCode()).isEqualTo(5);
    assertThat(unanswered.document().at("/cause").asText()).isEqualTo("NOBODY_ANSWERED");
    assertThat(unanswered.document().at("/issuer/state").asText()).isEqualTo("InvitationGenerated");
  }

  @Test
  void an_offer_too_long_for_a_code_is_not_lost() {
    var terminal =
        ours.run("issue", "--via", "qr", "--claim", "text=" + "x".repeat(2000), "--json");

    assertThat(terminal.exitCode()).isEqualTo(3);
    assertThat(terminal.err()).contains("too many for a QR code: --via link", "_oob=");
    assertThat(terminal.document().at("/link").asText()).contains("_oob=");
  }

  private static CompletableFuture<Terminal> begin(Terminal terminal, String... args) {
    return CompletableFuture.supplyAsync(() -> terminal.run(args));
  }

  private static Invitation link(Terminal terminal) {
    await().atMost(GENEROUS).until(() -> LINK.matcher(terminal.out()).find());
    var found = LINK.matcher(terminal.out());
    assertThat(found.find()).isTrue();
    return Invitation.parse(found.group());
  }
}

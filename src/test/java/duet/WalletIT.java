package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.agent.CredentialOffer;
import duet.agent.ProofRequest;
import duet.agent.ProofState;
import duet.handshake.Handshake;
import duet.issuance.Issuance;
import duet.issuance.IssuanceOptions;
import duet.presentation.Presentation;
import duet.presentation.PresentationException;
import duet.presentation.PresentationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wallet as people have one, which sits behind a mediator, is invited by an agent: mediator and
 * agent are processes of ours. A mediator that is killed has its directory, and is started again.
 */
@NeedsPackage(NodePackage.WALLET)
class WalletIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String KEY = "key-of-the-agent";
  private static final Pattern DID = Pattern.compile("DID\\s+(did:peer:2\\S+)");
  private static final String RESPONSE = "https://atalaprism.io/mercury/connections/1.0/response";

  private static final CredentialOffer OFFER =
      CredentialOffer.of(Map.of("name", "Alice", "age", 30));

  @TempDir Path directory;

  private final List<Program> programs = new ArrayList<>();
  private Program mediator;
  private String mediatorDid;
  private Wallet wallet;

  @BeforeEach
  void start() throws IOException {
    startMediator();
    mediatorDid = did();
    wallet = Wallet.start(directory, mediatorDid);
  }

  @AfterEach
  void stop() {
    wallet.close();
    programs.forEach(Program::close);
  }

  @Test
  void a_wallet_connects_with_an_agent() throws Exception {
    try (var agent = agent()) {
      var invitation = agent.invite("a wallet");

      assertConnected(agent, invitation, wallet.accept(invitation.invitationUrl()));
      assertThat(wallet.event("failed")).isEmpty();
    }
  }

  @Test
  void a_wallet_connects_with_an_agent_behind_the_mediator() throws Exception {
    try (var agent = agent("--mediator", mediatorDid)) {
      var invitation = agent.invite("a wallet");

      assertConnected(agent, invitation, wallet.accept(invitation.invitationUrl()));
      assertThat(wallet.event("failed")).isEmpty();
    }
  }

  @Test
  void a_mediator_that_was_killed_still_knows_its_wallets() throws Exception {
    try (var agent = agent()) {
      var invitation = agent.invite("the mediator was killed");
      killMediator();
      wallet.awaitEvent("failed");
      startMediator();

      assertConnected(agent, invitation, wallet.accept(invitation.invitationUrl()));
    }
  }

  @Test
  void a_mediator_killed_before_the_response_gets_it_later() throws Exception {
    try (var agent = agent("--fault", "delay=2s", "--retry-pauses", "0,2s,4s,8s,16s")) {
      var invitation = agent.invite("the mediator is killed");
      var accepted = wallet.accept(invitation.invitationUrl());
      killMediator();
      await().atMost(LONG).until(() -> agent.connection(invitation.id()).lastFailure().isPresent());
      startMediator();

      assertConnected(agent, invitation, accepted);
    }
  }

  @Test
  void a_mediator_killed_after_the_response_has_it() throws Exception {
    wallet.pause();
    try (var agent = agent()) {
      var invitation = agent.invite("the mediator is killed");
      var accepted = wallet.accept(invitation.invitationUrl());
      Handshake.ofInviter(agent, invitation).await(LONG);
      killMediator();
      startMediator();
      assertThat(wallet.event("message")).isEmpty();
      wallet.resume();

      assertConnected(agent, invitation, accepted);
    }
  }

  @Test
  void a_wallet_holds_and_presents_a_credential() throws Exception {
    try (var agent = agent()) {
      var connection = connected(agent);
      var issued = Issuance.offer(agent, connection, OFFER, IssuanceOptions.DEFAULT).await(LONG);
      var held = wallet.awaitEvent("held");
      var asked =
          ProofRequest.create()
              .withSchemas(
                  List.of(CredentialOffer.ANY_CLAIMS), List.of(held.get("issuer").asText()));
      var proved = request(agent, connection, asked).await(LONG);

      assertThat(held.get("subject").asText()).startsWith("did:prism:");
      assertThat(proved.jwt()).isNotEmpty();
      assertThat(proved.verifier().orElseThrow().state())
          .isEqualTo(ProofState.PRESENTATION_VERIFIED);
      agent.credentials().revoke(issued.issuer().orElseThrow().id());
      assertThatThrownBy(() -> request(agent, connection, asked).await(LONG))
          .isInstanceOf(PresentationException.class)
          .hasMessageContaining("revoked");
      assertThat(wallet.event("failed")).isEmpty();
    }
  }

  @Test
  void a_wallet_takes_an_offer_and_a_proof_request_out_of_invitations() throws Exception {
    try (var agent = agent("--mediator", mediatorDid)) {
      var offered = Issuance.invite(agent, OFFER, IssuanceOptions.DEFAULT);
      wallet.accept(offered.invitationUrl());
      Issuance.ofIssuer(agent, offered, IssuanceOptions.DEFAULT).await(LONG);
      wallet.awaitEvent("held");
      var asked = agent.proofs().requestByInvitation(ProofRequest.create());
      wallet.accept(asked.invitationUrl());

      var proved = Presentation.ofVerifier(agent, asked, PresentationOptions.DEFAULT).await(LONG);
      assertThat(proved.jwt()).isNotEmpty();
      assertThat(wallet.event("failed")).isEmpty();
    }
  }

  private static Presentation request(Agent verifier, Connection connection, ProofRequest asked) {
    return Presentation.request(verifier, connection, asked, PresentationOptions.DEFAULT);
  }

  private Connection connected(Agent agent) throws IOException {
    var invitation = agent.invite("a wallet");
    wallet.accept(invitation.invitationUrl());
    return Handshake.ofInviter(agent, invitation).await(LONG).inviter().orElseThrow();
  }

  private void startMediator() throws IOException {
    mediator = Program.duet(directory, Map.of(), "mediator", "--port", "0", "--data", "mediator");
    programs.add(mediator);
    await().atMost(LONG).until(() -> DID.matcher(mediator.out()).find());
  }

  private void killMediator() throws InterruptedException {
    mediator.close();
    mediator.exitCode();
  }

  private String did() {
    return DID.matcher(mediator.out()).results().findFirst().orElseThrow().group(1);
  }

  private Agent agent(String... options) throws IOException {
    var program = Program.agent(directory, KEY, options);
    programs.add(program);
    return Agent.open(AgentAddress.of("inviter", program.url(), KEY));
  }

  private void assertConnected(Agent agent, Connection invitation, JsonNode accepted) {
    var pair = Handshake.ofInviter(agent, invitation).await(LONG);
    var response = wallet.awaitEvent("message");

    var connection = pair.inviter().get();
    assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTION_RESPONSE_SENT);
    assertThat(connection.theirDid()).hasValue(accepted.get("myDid").asText());
    assertThat(connection.myDid()).hasValue(accepted.get("theirDid").asText());
    assertThat(response.get("type").asText()).isEqualTo(RESPONSE);
    assertThat(response.get("thid").asText()).isEqualTo(connection.thid());
    assertThat(response.get("from").asText()).isEqualTo(connection.myDid().orElseThrow());
    assertThat(response.get("to").asText()).isEqualTo(connection.theirDid().orElseThrow());
  }
}

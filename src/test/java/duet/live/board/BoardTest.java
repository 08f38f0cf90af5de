package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentPair;
import duet.agent.CredentialOffer;
import duet.agent.ProofRequest;
import duet.exchange.Side;
import duet.issuance.Issuance;
import duet.issuance.IssuanceOptions;
import duet.live.board.Detail.Step;
import duet.presentation.Presentation;
import duet.session.SessionState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a board finds out about what others do with its agents. */
class BoardTest {

  @Test
  void an_invitation_that_somebody_makes_over_rest_has_a_row_and_a_link() {
    try (var watched = WatchedAgents.embedded()) {
      var made = watched.inviter().invite("Connect with Bob");

      var row = watched.row(Standing.OPEN);

      assertThat(row.title()).isEqualTo("Connect with Bob");
      assertThat(row.kind()).isEqualTo(RowKind.CONNECTION);
      assertThat(row.states()).isEqualTo(Map.of(Side.INVITER, "InvitationGenerated"));
      assertThat(row.step()).contains(SessionState.INITIALIZED);
      assertThat(row.expiresAt()).contains(made.createdAt().orElseThrow().plusSeconds(300));
      var detail = watched.board().detail(row.id()).orElseThrow();
      assertThat(detail.link()).contains(made.invitationUrl());
      assertThat(detail.steps()).containsExactlyInAnyOrder(Step.ACCEPT, Step.DELETE);
      assertThat(detail.messages()).extracting(SeenMessage::name).containsExactly("invitation");
    }
  }

  @Test
  void a_handshake_that_somebody_drives_is_followed_to_its_end() {
    try (var watched = WatchedAgents.embedded()) {
      var made = watched.inviter().invite("Bob");
      var accepted = watched.invitee().accept(made.invitation());

      var row = watched.row(Standing.COMPLETE);

      assertThat(row.word()).isEqualTo("connected");
      assertThat(row.step()).contains(SessionState.ACCEPTED);
      assertThat(row.states())
          .isEqualTo(
              Map.of(
                  Side.INVITER,
                  "ConnectionResponseSent",
                  Side.INVITEE,
                  "ConnectionResponseReceived"));
      var detail = watched.detail(row, any -> any.messages().size() == 3);
      assertThat(detail.link()).isEmpty();
      assertThat(detail.reports()).hasSize(1);
      assertThat(detail.records().get(Side.INVITEE).get(0).id()).isEqualTo(accepted.id());
      assertThat(detail.messages())
          .extracting(SeenMessage::name)
          .containsExactly("invitation", "connection request", "connection response");
      assertThat(watched.told()).contains("changed " + row.id());
    }
  }

  @Test
  void a_message_shows_its_header_its_readers_and_its_plaintext() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.connected("Bob");

      var request = watched.detail(row, any -> any.messages().size() == 3).messages().get(1);

      assertThat(request.from()).isEqualTo(Side.INVITEE);
      assertThat(request.to()).isEqualTo(Side.INVITER);
      assertThat(request.number()).isEqualTo(1);
      assertThat(request.type()).contains("https://atalaprism.io/mercury/connections/1.0/request");
      var contents = request.contents().orElseThrow();
      assertThat(contents.header()).startsWith("{").contains("\"skid\":\"did:peer:2");
      assertThat(contents.readers()).singleElement().asString().startsWith("did:peer:2");
      assertThat(contents.plaintext().orElseThrow()).contains("connections/1.0/request");
      assertThat(contents.header()).doesNotContain("ciphertext");
      assertThat(request.senderDid().orElseThrow()).startsWith("did:peer:2");
    }
  }

  @Test
  void a_credential_and_a_proof_of_others_stand_with_their_connection() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.connected("Bob");
      var connection = watched.inviter().connections().get(0);
      var offer = CredentialOffer.of(Map.of("name", "Bob"));
      var issued =
          Issuance.offer(
                  watched.inviter(), connection, watched.invitee(), offer, IssuanceOptions.DEFAULT)
              .await();
      Presentation.request(
              watched.inviter(),
              connection,
              watched.invitee(),
              ProofRequest.create(),
              List.of(issued.credentialId()))
          .await();

      var last =
          watched.row(
              one ->
                  one.proof().map(FollowUp::standing).equals(Optional.of(Standing.COMPLETE))
                      && one.credential().isPresent());

      assertThat(last.id()).isEqualTo(row.id());
      assertThat(last.credential()).contains(new FollowUp("issued", Standing.COMPLETE));
      assertThat(last.proof()).contains(new FollowUp("verified", Standing.COMPLETE));
      var detail = watched.board().detail(row.id()).orElseThrow();
      assertThat(detail.reports()).hasSize(3);
      assertThat(detail.messages())
          .extracting(SeenMessage::name)
          .containsExactly(
              "invitation",
              "connection request",
              "connection response",
              "credential offer",
              "credential request",
              "credential",
              "proof request",
              "presentation");
      assertThat(watched.told()).noneMatch(text -> text.startsWith("removed"));
    }
  }

  @Test
  void a_credential_by_invitation_has_a_row_of_its_own_that_tells_no_claims() {
    try (var watched = WatchedAgents.embedded()) {
      var offer = CredentialOffer.of(Map.of("name", "Alice's secret"));
      Issuance.invite(watched.inviter(), offer, IssuanceOptions.DEFAULT);

      var row = watched.row(Standing.OPEN);

      assertThat(row.kind()).isEqualTo(RowKind.CREDENTIAL);
      assertThat(row.toString()).doesNotContain("secret");
      assertThat(watched.board().detail(row.id()).orElseThrow().link()).isPresent();
    }
  }

  @Test
  void an_invitation_of_a_stranger_that_our_invitee_accepted_has_a_row_with_a_helpful_title() {
    try (var watched = WatchedAgents.embedded();
        var stranger = AgentPair.embedded()) {
      watched.invitee().accept(stranger.inviter().invite("theirs").invitation());

      var row = watched.row(Standing.COMPLETE);

      assertThat(row.title()).isEqualTo("Invitation accepted here");
      assertThat(row.states()).containsOnlyKeys(Side.INVITEE);
    }
  }
}

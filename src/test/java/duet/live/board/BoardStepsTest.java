package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.AgentPair;
import duet.agent.Cause;
import duet.exchange.Side;
import duet.live.board.Detail.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a leader does from the page. */
class BoardStepsTest {

  @Test
  void a_pair_is_invited_accepted_issued_to_and_asked_for_a_proof() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.connected("Bob");
      assertThat(watched.board().detail(row.id()).orElseThrow().steps())
          .containsExactly(Step.ISSUE);

      watched.steps().issue(row.id(), Map.of());
      watched.row(one -> credential(one).equals(Optional.of(Standing.COMPLETE)));
      watched.steps().present(row.id());
      watched.row(one -> proof(one).equals(Optional.of(Standing.COMPLETE)));

      assertThat(watched.inviter().credentials().records().get(0).claims())
          .isEqualTo(Map.of("name", "Bob"));
      assertThat(watched.told()).noneMatch(text -> text.startsWith("removed"));
    }
  }

  @Test
  void an_invitation_has_its_row_as_soon_as_it_is_made() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.steps().invite("Bob");

      assertThat(watched.board().row(row.id())).contains(row);
      assertThat(watched.board().detail(row.id()).orElseThrow().link()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "a\tb", "\u2028", "\ud800"})
  void a_name_that_is_empty_or_breaks_a_line_is_refused(String name) {
    try (var watched = WatchedAgents.embedded()) {
      assertThatThrownBy(() -> watched.steps().invite(name))
          .isInstanceOf(StepException.class)
          .hasMessageEndingWith(".");
      assertThat(watched.inviter().connections()).isEmpty();
    }
  }

  @Test
  void a_name_may_have_255_characters_of_any_script_and_markup() {
    try (var watched = WatchedAgents.embedded()) {
      var name = "<b>&\u202e\ud83d\ude00".repeat(20) + "x".repeat(255 - 20 * 6);

      assertThatThrownBy(() -> watched.steps().invite(name + "x"))
          .hasMessage("The name has 256 characters (at most 255).");
      assertThat(watched.steps().invite("<b>\u202e\ud83d\ude00").title())
          .isEqualTo("<b>\u202e\ud83d\ude00");
    }
  }

  @Test
  void an_invitation_is_accepted_once_however_often_that_is_asked_for_at_the_same_time()
      throws Exception {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.steps().invite("Bob");

      var refusals = atOnce(8, () -> watched.steps().accept(row.id()));

      assertThat(refusals).hasSize(7).allMatch(e -> e instanceof StepException);
      watched.row(Standing.COMPLETE);
      assertThat(watched.invitee().connections()).hasSize(1);
    }
  }

  @Test
  void a_credential_is_issued_once_however_often_that_is_asked_for_at_the_same_time()
      throws Exception {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.connected("Bob");

      var refusals = atOnce(4, () -> watched.steps().issue(row.id(), Map.of()));

      assertThat(refusals).hasSize(3).allMatch(e -> e instanceof StepException);
      watched.row(one -> credential(one).equals(Optional.of(Standing.COMPLETE)));
      assertThat(watched.inviter().credentials().records()).hasSize(1);
    }
  }

  @Test
  void a_stranger_is_offered_a_credential_and_asked_for_a_proof() {
    try (var watched = WatchedAgents.embedded();
        var stranger = AgentPair.embedded()) {
      var row = watched.steps().invite("Carol");
      var made = watched.inviter().connections().get(0);
      stranger.invitee().accept(made.invitation());
      watched.row(Standing.COMPLETE);

      watched.steps().issue(row.id(), Map.of("degree", "BSc"));
      watched.steps().present(row.id());

      var both = watched.row(one -> one.credential().isPresent() && one.proof().isPresent());
      assertThat(both.id()).isEqualTo(row.id());
      watched.detail(row, any -> any.records().get(Side.VERIFIER).size() == 1);
    }
  }

  @Test
  void a_proof_needs_a_credential_first() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.connected("Bob");

      assertThatThrownBy(() -> watched.steps().present(row.id()))
          .hasMessage("There is no credential to present yet: issue one first.");
    }
  }

  @Test
  void nothing_can_be_issued_before_it_is_connected() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.steps().invite("Bob");

      assertThatThrownBy(() -> watched.steps().issue(row.id(), Map.of()))
          .hasMessage("Could not issue a credential: the inviter's side isn't connected.");
      assertThatThrownBy(() -> watched.steps().accept("0000"))
          .hasMessage("There is no such connection any more: it was deleted.");
    }
  }

  @Test
  void an_invitation_is_deleted_with_its_row() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.steps().invite("Bob");

      watched.steps().delete(row.id());

      watched.rows(List::isEmpty);
      assertThat(watched.inviter().connections()).isEmpty();
      assertThatThrownBy(() -> watched.steps().accept(row.id())).isInstanceOf(StepException.class);
    }
  }

  @Test
  void the_proof_of_a_revoked_credential_has_failed_and_says_why() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.connected("Bob");
      watched.steps().issue(row.id(), Map.of());
      watched.row(one -> credential(one).equals(Optional.of(Standing.COMPLETE)));
      var issuer = watched.inviter().credentials();
      issuer.revoke(issuer.records().get(0).id());

      watched.steps().present(row.id());

      var failed = watched.row(one -> proof(one).equals(Optional.of(Standing.DEAD_END)));
      assertThat(failed.proof().orElseThrow().word()).isEqualTo("revoked");
      assertThat(failed.proof().orElseThrow().diagnosis().orElseThrow().cause())
          .isEqualTo(Cause.VERIFICATION_FAILED);
      assertThat(failed.standing()).isEqualTo(Standing.COMPLETE);
    }
  }

  private static Optional<Standing> credential(Row row) {
    return row.credential().map(FollowUp::standing);
  }

  private static Optional<Standing> proof(Row row) {
    return row.proof().map(FollowUp::standing);
  }

  /** What it threw. */
  private static List<Throwable> atOnce(int times, Runnable step) throws Exception {
    var threads = Executors.newFixedThreadPool(times);
    try {
      Callable<Optional<Throwable>> one =
          () -> {
            try {
              step.run();
              return Optional.empty();
            } catch (RuntimeException e) {
              return Optional.of(e);
            }
          };
      var failures = new ArrayList<Throwable>();
      for (var done : threads.invokeAll(Collections.nCopies(times, one))) {
        done.get().ifPresent(failures::add);
      }
      return failures;
    } finally {
      threads.shutdownNow();
    }
  }
}

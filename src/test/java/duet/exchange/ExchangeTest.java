package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.ConnectionState;
import duet.agent.Problem;
import duet.agent.Role;
import duet.embedded.EmbeddedAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The engine with a protocol that is not connections 1.0: one side, which is complete when final.
 */
class ExchangeTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @AutoClose private final EmbeddedAgent embedded = EmbeddedAgent.builder().start();

  @AutoClose
  private final Agent agent = Agent.open(AgentAddress.of("agent", embedded.url().toString()));

  @Test
  void any_kind_of_record_can_be_watched() {
    var last = new Note(ConnectionState.CONNECTION_RESPONSE_SENT);

    try (var exchange = exchange(id -> CompletableFuture.completedFuture(last))) {
      Exchange.awaitAll(List.of(exchange), LONG);

      assertThat(exchange.outcome(LONG).inviter()).contains(last);
      assertThat(exchange.pair().timeline().calls()).isEqualTo(1);
    }
  }

  @Test
  void a_failure_of_our_own_code_ends_the_wait_and_is_seen() {
    var mistake = new ClassCastException("a mistake of ours");

    try (var exchange = exchange(id -> CompletableFuture.failedFuture(mistake))) {
      Exchange.awaitAll(List.of(exchange), LONG);
      var failure = catchThrowableOfType(IllegalStateException.class, () -> exchange.outcome(LONG));

      assertThat(failure).hasRootCause(mistake);
    }
  }

  private Exchange<Note, Notes> exchange(Function<String, CompletableFuture<Note>> fetch) {
    var source = new RecordSource<Note>(agent, fetch, (id, consumer) -> {}, (id, consumer) -> {});
    var first = new Note(ConnectionState.INVITATION_GENERATED);
    return new Exchange<>(
        new NoteProtocol(),
        WaitThresholds.DEFAULT,
        pair -> {},
        new Timeline(),
        List.of(new WatchedSide<>(Side.INVITER, Role.INVITER, source, first)));
  }

  private record Note(ConnectionState state) implements AgentRecord {

    @Override
    public String id() {
      return "one";
    }

    @Override
    public String thid() {
      return "one";
    }

    @Override
    public String reportedState() {
      return state.wire();
    }

    @Override
    public Optional<Instant> updatedAt() {
      return Optional.empty();
    }

    @Override
    public Optional<Integer> metaRetries() {
      return Optional.empty();
    }

    @Override
    public Optional<Problem> lastFailure() {
      return Optional.empty();
    }
  }

  private record Notes(Optional<Note> inviter, Optional<Note> invitee, Timeline timeline)
      implements SidePair<Note> {

    @Override
    public Optional<String> did(Side side) {
      return Optional.empty();
    }
  }

  private static final class NoteProtocol implements ExchangeProtocol<Note, Notes> {

    @Override
    public Notes pair(Optional<Note> inviter, Optional<Note> invitee, Timeline timeline) {
      return new Notes(inviter, invitee, timeline);
    }

    @Override
    public boolean complete(Note record) {
      return record.state().connected();
    }

    @Override
    public Optional<Diagnosis> disagreement(Notes pair) {
      return Optional.empty();
    }

    @Override
    public Optional<SendFailureDiagnosis> peerError(
        Side sender, String type, String evidence, Notes pair) {
      return Optional.of(SendFailureDiagnosis.permanent(Cause.PEER_REFUSED, sender, evidence));
    }

    @Override
    public RuntimeException deadEnd(Diagnosis diagnosis, Notes pair) {
      return new IllegalArgumentException(diagnosis.toString());
    }

    @Override
    public RuntimeException timedOut(Duration timeout, Diagnosis diagnosis, Notes pair) {
      return new IllegalArgumentException(diagnosis.toString());
    }
  }
}

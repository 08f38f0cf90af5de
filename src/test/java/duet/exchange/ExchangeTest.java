package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Cause;
import duet.agent.ConnectionState;
import duet.agent.Role;
import duet.embedded.EmbeddedAgent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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

  private final Set<Consumer<Note>> subscribers = ConcurrentHashMap.newKeySet();

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

  @Test
  void a_side_without_a_record_is_searched_and_helped_on_until_it_is_complete() {
    var answers = new ConcurrentLinkedQueue<Optional<Note>>();
    answers.add(Optional.empty());
    answers.add(Optional.of(new Note(ConnectionState.CONNECTION_REQUEST_PENDING)));
    var done = new Note(ConnectionState.CONNECTION_RESPONSE_RECEIVED);
    var last = new Note(ConnectionState.CONNECTION_RESPONSE_SENT);
    Turn<Note> turn = note -> Optional.of(() -> done);

    try (var exchange = awaiting(last, turn, answers::remove)) {
      Exchange.awaitAll(List.of(exchange), LONG);

      assertThat(exchange.outcome(LONG).invitee()).contains(done);
      assertThat(exchange.pair().timeline().entries())
          .extracting(Timeline.Entry::side, Timeline.Entry::source)
          .containsExactly(
              tuple(Side.INVITER, Timeline.Source.CALL),
              tuple(Side.INVITEE, Timeline.Source.POLL),
              tuple(Side.INVITEE, Timeline.Source.CALL));
    }
  }

  @Test
  void an_event_of_the_thread_ends_the_search() {
    var last = new Note(ConnectionState.CONNECTION_RESPONSE_SENT);
    var done = new Note(ConnectionState.CONNECTION_RESPONSE_RECEIVED);

    try (var exchange = awaiting(last, Turn.none(), Optional::empty)) {
      exchange.start();
      assertThat(exchange.over()).isFalse();
      subscribers.forEach(subscriber -> subscriber.accept(done));
      Exchange.awaitAll(List.of(exchange), LONG);

      assertThat(exchange.outcome(LONG).invitee()).contains(done);
      assertThat(exchange.pair().timeline().entries())
          .last()
          .extracting(Timeline.Entry::source)
          .isEqualTo(Timeline.Source.WEBHOOK);
      assertThat(subscribers).as("nobody listens afterwards").isEmpty();
    }
  }

  @Test
  void a_message_that_never_leads_to_a_record_is_missed_by_name() {
    var sent = new Note(ConnectionState.CONNECTION_RESPONSE_SENT);

    try (var exchange = awaiting(sent, Turn.none(), Optional::empty)) {
      var soon = Duration.ofMillis(200);
      Exchange.awaitAll(List.of(exchange), soon);

      assertThat(exchange.progress()).isInstanceOf(Progress.Underway.class);
      assertThatThrownBy(() -> exchange.outcome(soon))
          .hasMessageContaining(Cause.RESPONSE_NOT_SEEN.summary());
    }
  }

  private Exchange<Note, Notes> awaiting(
      Note first, Turn<Note> turn, Supplier<Optional<Note>> search) {
    var source = source(id -> new CompletableFuture<>());
    return new Exchange<>(
        new NoteProtocol(),
        WaitThresholds.DEFAULT,
        pair -> {},
        new Timeline(),
        List.of(new WatchedSide<>(Side.INVITER, Role.INVITER, source, first)),
        Optional.of(
            new AwaitedSide<>(
                Side.INVITEE,
                Role.INVITEE,
                source,
                turn,
                "one",
                () -> CompletableFuture.completedFuture(search.get()))));
  }

  private Exchange<Note, Notes> exchange(Function<String, CompletableFuture<Note>> fetch) {
    var first = new Note(ConnectionState.INVITATION_GENERATED);
    return new Exchange<>(
        new NoteProtocol(),
        WaitThresholds.DEFAULT,
        pair -> {},
        new Timeline(),
        List.of(new WatchedSide<>(Side.INVITER, Role.INVITER, source(fetch), first)));
  }

  private RecordSource<Note> source(Function<String, CompletableFuture<Note>> fetch) {
    return new RecordSource<Note>(
        agent,
        "note",
        fetch,
        (id, consumer) -> subscribers.add(consumer),
        (id, consumer) -> subscribers.remove(consumer),
        () -> CompletableFuture.completedFuture(false));
  }
}

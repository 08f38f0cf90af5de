package duet.live.board;

import duet.embedded.outgoing.MessageTrace;
import duet.exchange.Side;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The messages that embedded agents sent and received, for {@link duet.AgentSelection#traced};
 * those from before a board opens are kept for it. Bounded by 16 Mi characters, half of them
 * plaintexts: the oldest plaintexts make room for newer ones, and the oldest messages for newer
 * ones. Safe for several threads.
 */
public final class MessageTraces implements BiConsumer<Side, MessageTrace> {

  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;
  private static final int MOST_OF_A_THREAD = 100;

  private final int mostCharacters;
  private final Map<String, List<Kept>> byThread = new HashMap<>();

  /** The oldest first. */
  private final Deque<Kept> all = new ArrayDeque<>();

  /** Those of {@link #all} that have a plaintext, the oldest first. */
  private final Deque<Kept> whole = new ArrayDeque<>();

  private int plaintexts;
  private int envelopes;
  private Consumer<TracedMessage> listener = message -> {};

  public MessageTraces() {
    this(MOST_CHARACTERS);
  }

  MessageTraces(int mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  private static final class Kept {
    private TracedMessage message;

    Kept(TracedMessage message) {
      this.message = message;
    }
  }

  @Override
  public void accept(Side side, MessageTrace trace) {
    var message = TracedMessage.of(side, trace, Instant.now());
    message.ifPresent(
        seen -> {
          Consumer<TracedMessage> told;
          synchronized (this) {
            add(seen);
            told = listener;
          }
          told.accept(seen);
        });
  }

  /**
   * Tells of each message from now on, on the agents' threads; only the last one that asks for it
   * is told.
   */
  synchronized void onMessage(Consumer<TracedMessage> consumer) {
    listener = consumer;
  }

  /** Those that name a thread, in the order in which they were seen. */
  synchronized List<TracedMessage> of(String thread) {
    return byThread.getOrDefault(thread, List.of()).stream().map(kept -> kept.message).toList();
  }

  private void add(TracedMessage seen) {
    for (String thread : seen.threads()) {
      for (Kept known : byThread.getOrDefault(thread, List.of())) {
        if (known.message.same(seen)) {
          replace(known, known.message.seenAgain(seen));
          return;
        }
      }
    }
    var free = seen.threads().stream().filter(this::hasRoom).toList();
    if (free.isEmpty()) {
      return;
    }
    var kept = new Kept(seen);
    free.forEach(thread -> byThread.computeIfAbsent(thread, any -> new ArrayList<>()).add(kept));
    all.add(kept);
    whole.add(kept);
    count(seen, 1);
    makeRoom();
  }

  private boolean hasRoom(String thread) {
    return byThread.getOrDefault(thread, List.of()).size() < MOST_OF_A_THREAD;
  }

  private void makeRoom() {
    while (plaintexts > mostCharacters / 2) {
      var oldest = whole.remove();
      replace(oldest, oldest.message.withoutPlaintext());
    }
    while (envelopes > mostCharacters / 2) {
      var oldest = all.remove();
      if (whole.peek() == oldest) {
        whole.remove();
      }
      count(oldest.message, -1);
      forget(oldest, oldest.message.threads());
    }
  }

  private void replace(Kept kept, TracedMessage message) {
    count(kept.message, -1);
    count(message, 1);
    kept.message = message;
  }

  private void count(TracedMessage message, int sign) {
    plaintexts += sign * message.plaintextSize();
    envelopes += sign * message.envelopeSize();
  }

  private void forget(Kept kept, Set<String> threads) {
    for (String thread : threads) {
      byThread.computeIfPresent(
          thread,
          (any, known) -> {
            known.remove(kept);
            return known.isEmpty() ? null : known;
          });
    }
  }
}

package duet.embedded.outgoing;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Lets so many letters be under way at a time, in all and for each receiver. A receiver is a
 * scheme, a host and a port; one that gives no answer has one letter under way at a time until it
 * does, so that it delays no other. Receivers take turns.
 */
public final class PerReceiverQueue implements RequestSender {

  private final RequestSender carrier;
  private final int inAll;
  private final int each;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Set<String> silent = Collections.newSetFromMap(new LastOnes());
  private int underway;

  public PerReceiverQueue(RequestSender carrier, int inAll, int each) {
    this.carrier = carrier;
    this.inAll = inAll;
    this.each = each;
  }

  @Override
  public CompletableFuture<SendResult> carry(OutgoingRequest letter) {
    var waiting = new Waiting(letter, receiver(letter), new CompletableFuture<>());
    synchronized (this) {
      lanes.computeIfAbsent(waiting.receiver(), key -> new Lane()).queue.add(waiting);
    }
    start();
    return waiting.outcome();
  }

  private void start() {
    for (Waiting next = take(); next != null; next = take()) {
      var waiting = next;
      carrier.carry(waiting.letter()).thenAccept(delivery -> settle(waiting, delivery));
    }
  }

  private void settle(Waiting waiting, SendResult delivery) {
    synchronized (this) {
      underway--;
      var lane = lanes.get(waiting.receiver());
      lane.underway--;
      if (delivery.unanswered()) {
        silent.add(waiting.receiver());
      } else {
        silent.remove(waiting.receiver());
      }
      if (lane.underway == 0 && lane.queue.isEmpty()) {
        lanes.remove(waiting.receiver());
      }
    }
    waiting.outcome().complete(delivery);
    start();
  }

  /** The next letter that may go, null if none may; its lane goes to the end of the line. */
  private synchronized Waiting take() {
    if (underway == inAll) {
      return null;
    }
    for (Iterator<Map.Entry<String, Lane>> turn = lanes.entrySet().iterator(); turn.hasNext(); ) {
      var entry = turn.next();
      var lane = entry.getValue();
      int width = silent.contains(entry.getKey()) ? 1 : each;
      if (lane.underway < width && !lane.queue.isEmpty()) {
        var next = lane.queue.remove();
        underway++;
        lane.underway++;
        turn.remove();
        lanes.put(next.receiver(), lane);
        return next;
      }
    }
    return null;
  }

  private static String receiver(OutgoingRequest letter) {
    var to = letter.to();
    return (to.getScheme() + "://" + to.getHost() + ":" + to.getPort()).toLowerCase(Locale.ROOT);
  }

  private record Waiting(
      OutgoingRequest letter, String receiver, CompletableFuture<SendResult> outcome) {}

  private static final class Lane {
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int underway;
  }

  /** Receivers that gave no answer, also while no letter waits for them; as many as matter. */
  private static final class LastOnes extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST;
    }
  }
}

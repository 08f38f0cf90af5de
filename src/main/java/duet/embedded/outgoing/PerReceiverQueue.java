package duet.embedded.outgoing;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Limits how many requests are under way at a time, in all and to each receiver. A receiver is a
 * scheme, a host and a port; one that gave no answer has one request under way at a time until it
 * answers, so that it delays no other. Receivers take turns.
 */
public final class PerReceiverQueue implements RequestSender {

  private static final int MAX_UNRESPONSIVE = 1_000;

  private final RequestSender sender;
  private final int maxTotal;
  private final int maxPerReceiver;
  private final Map<String, Outstanding> receivers = new LinkedHashMap<>();

  /** The latest, also those that nothing is queued for. */
  private final Set<String> unresponsive = new LinkedHashSet<>();

  private int underway;

  public PerReceiverQueue(RequestSender sender, int maxTotal, int maxPerReceiver) {
    this.sender = sender;
    this.maxTotal = maxTotal;
    this.maxPerReceiver = maxPerReceiver;
  }

  @Override
  public CompletableFuture<SendResult> send(OutgoingRequest request) {
    var queued = new Queued(request, receiver(request), new CompletableFuture<>());
    synchronized (this) {
      receivers.computeIfAbsent(queued.receiver(), key -> new Outstanding()).queue.add(queued);
    }
    sendQueued();
    return queued.result();
  }

  private void sendQueued() {
    for (Queued next = take(); next != null; next = take()) {
      var taken = next;
      sender.send(taken.request()).thenAccept(result -> complete(taken, result));
    }
  }

  private void complete(Queued sent, SendResult result) {
    synchronized (this) {
      underway--;
      var receiver = receivers.get(sent.receiver());
      receiver.underway--;
      if (result.unanswered()) {
        unresponsive.add(sent.receiver());
        if (unresponsive.size() > MAX_UNRESPONSIVE) {
          unresponsive.remove(unresponsive.iterator().next());
        }
      } else {
        unresponsive.remove(sent.receiver());
      }
      if (receiver.underway == 0 && receiver.queue.isEmpty()) {
        receivers.remove(sent.receiver());
      }
    }
    sent.result().complete(result);
    sendQueued();
  }

  /** The next request that may be sent, null if none may; its receiver's next turn is the last. */
  private synchronized Queued take() {
    if (underway == maxTotal) {
      return null;
    }
    for (var turn = receivers.entrySet().iterator(); turn.hasNext(); ) {
      var entry = turn.next();
      var receiver = entry.getValue();
      int max = unresponsive.contains(entry.getKey()) ? 1 : maxPerReceiver;
      if (receiver.underway < max && !receiver.queue.isEmpty()) {
        var next = receiver.queue.remove();
        underway++;
        receiver.underway++;
        turn.remove();
        receivers.put(next.receiver(), receiver);
        return next;
      }
    }
    return null;
  }

  private static String receiver(OutgoingRequest request) {
    var to = request.to();
    return (to.getScheme() + "://" + to.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  private record Queued(
      OutgoingRequest request, String receiver, CompletableFuture<SendResult> result) {}

  private static final class Outstanding {
    private final Queue<Queued> queue = new ArrayDeque<>();
    private int underway;
  }
}

package duet.embedded.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Senders that do something wrong with as many messages as a counter lets them. */
final class MessageFaults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SendResult DELIVERED = new SendResult(202, "");

  private MessageFaults() {}

  /** Sends messages later. */
  static RequestSender delay(RequestSender sender, Duration delay, OccurrenceCounter counter) {
    return request -> {
      if (!counter.next()) {
        return sender.send(request);
      }
      var later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
      return CompletableFuture.supplyAsync(() -> request, later).thenCompose(sender::send);
    };
  }

  /** Messages of one kind are not sent, but reported as delivered. */
  static RequestSender drop(RequestSender sender, String kind, OccurrenceCounter counter) {
    return request ->
        request.subject().endsWith(kind) && counter.next()
            ? CompletableFuture.completedFuture(DELIVERED)
            : sender.send(request);
  }

  /** Sends messages twice, and returns the first result. */
  static RequestSender duplicate(RequestSender sender, OccurrenceCounter counter) {
    return request -> {
      var first = sender.send(request);
      if (counter.next()) {
        first.thenAccept(result -> sender.send(request));
      }
      return first;
    };
  }

  /** Replaces one character in the middle of an envelope's ciphertext. */
  static RequestSender corrupt(RequestSender sender, OccurrenceCounter counter) {
    return request ->
        sender.send(counter.next() ? request.withBody(corrupted(request.body())) : request);
  }

  private static String corrupted(String envelope) {
    try {
      var json = (ObjectNode) JSON.readTree(envelope);
      var text = new StringBuilder(json.path("ciphertext").asText());
      int middle = text.length() / 2;
      text.setCharAt(middle, text.charAt(middle) == 'A' ? 'B' : 'A');
      return json.put("ciphertext", text.toString()).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the agent's own envelope is not JSON", e);
    }
  }
}

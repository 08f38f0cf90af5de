package duet.embedded.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.util.concurrent.CompletableFuture;

/** Replaces one character in the middle of an envelope's ciphertext. */
record CorruptedMessages(RequestSender sender, OccurrenceCounter counter) implements RequestSender {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public CompletableFuture<SendResult> send(OutgoingRequest request) {
    return sender.send(counter.next() ? request.withBody(corrupted(request.body())) : request);
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

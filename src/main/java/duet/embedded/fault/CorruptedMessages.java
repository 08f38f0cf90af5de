package duet.embedded.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.util.concurrent.CompletableFuture;

/** One character in the middle of an envelope's ciphertext is another one on arrival. */
record CorruptedMessages(RequestSender carrier, OccurrenceCounter countdown)
    implements RequestSender {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public CompletableFuture<SendResult> carry(OutgoingRequest letter) {
    return carrier.carry(countdown.next() ? letter.saying(garbled(letter.body())) : letter);
  }

  private static String garbled(String envelope) {
    try {
      var json = (ObjectNode) JSON.readTree(envelope);
      var text = new StringBuilder(json.path("ciphertext").asText());
      int middle = text.length() / 2;
      text.setCharAt(middle, text.charAt(middle) == 'A' ? 'B' : 'A');
      return json.put("ciphertext", text.toString()).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the agent's own envelope is no JSON", e);
    }
  }
}

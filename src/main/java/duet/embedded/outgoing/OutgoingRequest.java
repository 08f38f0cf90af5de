package duet.embedded.outgoing;

import java.net.URI;
import java.util.Map;

/**
 * An HTTP POST to be sent.
 *
 * @param subject what is in it, such as a message's type; it isn't sent
 * @param headers may hold secrets, so {@link #toString} leaves them out, as it does the body
 */
public record OutgoingRequest(URI to, String subject, Map<String, String> headers, String body) {

  public OutgoingRequest {
    headers = Map.copyOf(headers);
  }

  public OutgoingRequest withBody(String other) {
    return new OutgoingRequest(to, subject, headers, other);
  }

  @Override
  public String toString() {
    return subject + " to " + to;
  }
}

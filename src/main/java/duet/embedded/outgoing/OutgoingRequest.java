package duet.embedded.outgoing;

import java.net.URI;
import java.util.Map;

/**
 * Something to be posted.
 *
 * @param subject what it is, such as a message's type; it does not travel
 * @param headers may hold what is secret, so {@link #toString} leaves them out, as the body
 */
public record OutgoingRequest(URI to, String subject, Map<String, String> headers, String body) {

  public OutgoingRequest {
    headers = Map.copyOf(headers);
  }

  /** The same with another body. */
  public OutgoingRequest saying(String other) {
    return new OutgoingRequest(to, subject, headers, other);
  }

  @Override
  public String toString() {
    return subject + " to " + to;
  }
}

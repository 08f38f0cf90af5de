package duet.embedded.server;

import duet.embedded.outgoing.OutgoingRequest;
import duet.text.HttpUrl;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where events are sent.
 *
 * @param headers sent with each; they may hold credentials, so {@link #toString} leaves them out
 */
public record WebhookTarget(URI url, Map<String, String> headers) {

  public WebhookTarget {
    headers = Map.copyOf(headers);
  }

  OutgoingRequest request(String body) {
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Type", "application/json");
    all.putAll(headers);
    return new OutgoingRequest(url, "event", all, body);
  }

  /** Without the URL's path, which may be secret. */
  String name() {
    return HttpUrl.authority(url);
  }

  @Override
  public String toString() {
    return name();
  }
}

package duet.embedded.store;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a wallet wants to be told of changes.
 *
 * @param customHeaders sent along, in this order; they may hold credentials
 */
public record Webhook(
    String id, String wallet, URI url, Map<String, String> customHeaders, Instant createdAt) {

  public Webhook {
    customHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(customHeaders));
  }

  /** Without the headers' values. */
  @Override
  public String toString() {
    return "Webhook " + id + " of wallet " + wallet + " with " + customHeaders.keySet();
  }
}

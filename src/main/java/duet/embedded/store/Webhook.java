package duet.embedded.store;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where events of a wallet are sent, one URL for each wallet.
 *
 * @param customHeaders sent along, in this order; they may hold credentials
 */
@JsonPropertyOrder({"wallet", "id"})
public record Webhook(
    String id, String wallet, URI url, Map<String, String> customHeaders, Instant createdAt) {

  public static final Index BY_WALLET = Index.uniqueBy("wallet");
  public static final Index BY_ID = Index.uniqueBy("wallet", "id");

  static final RecordType<Webhook> TYPE =
      RecordType.of("webhooks", Webhook.class, BY_WALLET, BY_ID);

  public Webhook {
    customHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(customHeaders));
  }

  /** Without the headers' values. */
  @Override
  public String toString() {
    return "Webhook " + id + " of wallet " + wallet + " with " + customHeaders.keySet();
  }
}

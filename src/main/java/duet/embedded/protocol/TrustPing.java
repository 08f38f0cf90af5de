package duet.embedded.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Message;
import java.util.Optional;

/** Whether somebody is there (Trust Ping Protocol 2.0). */
public final class TrustPing {

  public static final String PROTOCOL = "https://didcomm.org/trust-ping/2.0";
  public static final String PING = PROTOCOL + "/ping";
  public static final String PING_RESPONSE = PROTOCOL + "/ping-response";

  private TrustPing() {}

  /** Empty if the ping wants no response. */
  public static Optional<MediatorReply> response(Message ping) {
    return ping.body().path("response_requested").asBoolean(true)
        ? Optional.of(new MediatorReply(PING_RESPONSE, JsonNodeFactory.instance.objectNode()))
        : Optional.empty();
  }
}

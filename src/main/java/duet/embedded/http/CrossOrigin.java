package duet.embedded.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/**
 * Lets web pages send DIDComm messages, as wallets in browsers do: their content type needs a
 * permission of its own (Fetch Standard, "CORS protocol"). Messages prove their sender themselves,
 * so that any page may have it.
 */
public final class CrossOrigin {

  private static final String ANY = "*";
  private static final String DAY = "86400";

  private CrossOrigin() {}

  /** Lets the page send messages to where this response comes from, and read it. */
  public static void allowMessages(Response response) {
    response
        .getHeaders()
        .put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
        .put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "POST, GET, OPTIONS")
        .put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeader.CONTENT_TYPE.lowerCaseName())
        .put(HttpHeader.ACCESS_CONTROL_MAX_AGE, DAY);
  }
}

package duet.embedded.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * What lets web pages of any origin post messages, as browser wallets do (Fetch, "CORS protocol").
 * An envelope proves its sender by itself, and no cookie or key takes part.
 */
final class CrossOrigin {

  private static final String DAY = "86400";

  private CrossOrigin() {}

  /** Adds the headers that a browser asks for, before a POST and with its response. */
  static void permit(Request request, Response response) {
    var headers = response.getHeaders();
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    if (request.getMethod().equals("OPTIONS")) {
      headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "POST");
      headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
      headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, DAY);
    }
  }
}

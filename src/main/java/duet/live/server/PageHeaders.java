package duet.live.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** What each answer tells browsers. */
final class PageHeaders {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private PageHeaders() {}

  static void put(HttpFields.Mutable headers) {
    headers
        .put("Content-Security-Policy", POLICY)
        .put("X-Content-Type-Options", "nosniff")
        // With no-referrer, browsers name no origin in forms (Fetch Standard, "append a request
        // Origin header").
        .put("Referrer-Policy", "same-origin")
        .put("Cross-Origin-Opener-Policy", "same-origin")
        .put("Cross-Origin-Resource-Policy", "same-origin")
        .put(HttpHeader.CACHE_CONTROL, "no-store");
  }
}

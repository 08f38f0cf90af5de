package duet.live.server;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Says who sent a request, by its cookie, and turns the token of a leader's link into one.
 *
 * @param https whether the public URL is one of https
 */
record Gate(Access access, SessionCookie cookie, RequestCheck check, boolean https) {

  private static final String TOKEN = "token";

  Visitor visitor(Request request) {
    return new Visitor(cookie.of(request).flatMap(access::find), Request.getRemoteAddr(request));
  }

  /**
   * Redeems the token in a request's query, and sends the browser where it isn't in the address.
   *
   * @return empty if there is no token, or if the request only asks what there would be
   * @throws PageProblem with 403 if it was redeemed before, or isn't the one
   */
  Optional<PageResponse> redeem(Request request) {
    var token = Request.extractQueryParameters(request).getValue(TOKEN);
    if (token == null || request.getMethod().equals("HEAD")) {
      return Optional.empty();
    }
    if (isPrefetch(request)) {
      throw PageProblem.of(503, "The link isn't opened in advance.", "Open it.");
    }
    var secret =
        access
            .redeem(new AccessSecret(token))
            .orElseThrow(
                () ->
                    PageProblem.of(
                        403,
                        "This link was opened before, or is of an earlier start.",
                        "If that wasn't you, stop duet live and start it again: its new link works"
                            + " once, too."));
    return Optional.of(
        PageResponse.seeOther(Request.getPathInContext(request))
            .with(HttpHeader.SET_COOKIE, cookies(request).of(secret)));
  }

  /** For the browser that sent a request. */
  StepRoutes.CookieHeader cookies(Request request) {
    boolean secure = https && check.isPublic(request);
    return secret -> cookie.header(secret, secure);
  }

  private static boolean isPrefetch(Request request) {
    var headers = request.getHeaders();
    return headers.contains("Sec-Purpose")
        || "prefetch".equalsIgnoreCase(headers.get("Purpose"))
        || "prefetch".equalsIgnoreCase(headers.get("X-Moz"));
  }
}

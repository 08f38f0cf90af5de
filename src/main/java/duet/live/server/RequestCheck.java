package duet.live.server;

import duet.embedded.http.ListenAddress;
import duet.http.LocalAddresses;
import duet.text.HttpUrl;
import duet.text.SafeText;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps other sites' pages out. A host that isn't ours is one of a site whose name was made to lead
 * here (DNS rebinding); an origin that isn't ours is one of a site that sends its forms here. Forms
 * of browsers always name their origin; whoever sends one by hand has to do it, too.
 *
 * @param publicUrl its host is ours, with any port, since proxies leave ports out
 */
record RequestCheck(ListenAddress listen, Optional<URI> publicUrl) {

  private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

  /**
   * @throws PageProblem with 403 for another site's request
   */
  void require(Request request) {
    if (!isOwnHost(request)) {
      throw PageProblem.of(
          403,
          "This page isn't served under the name "
              + SafeText.excerpt(Request.getServerName(request))
              + ".",
          "Open it by the address that was printed when it started, or name this one with"
              + " --public-url.");
    }
    var origin = Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN));
    boolean own =
        origin
            .map(given -> isOwnOrigin(given, request))
            .orElseGet(() -> !request.getMethod().equals("POST") || isOfOwnPage(request));
    if (!own) {
      throw PageProblem.of(
          403,
          "The request came from a page of another site.",
          "Open this site in the browser's address bar, and try it from there. Without a browser,"
              + " send the header Origin with this site's address.");
    }
  }

  /** Whether the public URL is the one that this request was sent to. */
  boolean isPublic(Request request) {
    return isPublicHost(Request.getServerName(request));
  }

  private boolean isOwnHost(Request request) {
    var host = Request.getServerName(request);
    return listen.isOwnHost(host) || isPublicHost(host) || isReachedAt(host, request);
  }

  private boolean isPublicHost(String host) {
    return publicUrl.flatMap(HttpUrl::host).filter(host::equalsIgnoreCase).isPresent();
  }

  /** Whether the host is the very address that the request arrived at; it needs no DNS. */
  private static boolean isReachedAt(String host, Request request) {
    return request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress at
        && LocalAddresses.inUrl(at.getAddress().getHostAddress()).equalsIgnoreCase(host);
  }

  private boolean isOwnOrigin(String origin, Request request) {
    var host = request.getHeaders().get(HttpHeader.HOST);
    return origin.equalsIgnoreCase("http://" + host)
        || origin.equalsIgnoreCase("https://" + host)
        || publicUrl.map(RequestCheck::origin).filter(origin::equalsIgnoreCase).isPresent();
  }

  private static boolean isOfOwnPage(Request request) {
    return "same-origin".equals(request.getHeaders().get(SEC_FETCH_SITE));
  }

  /** As browsers write it: without the port that its scheme implies. */
  private static String origin(URI url) {
    var bare = url.getScheme() + "://" + LocalAddresses.inUrl(HttpUrl.host(url).orElseThrow());
    int implied = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return HttpUrl.port(url) == implied ? bare : bare + ":" + HttpUrl.port(url);
  }
}

package duet.live.server;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * The cookie of a member. Browsers give all ports of a host the same cookies, so that its name has
 * the port.
 */
record SessionCookie(int port) {

  private static final Duration AGE = Duration.ofDays(7);

  Optional<AccessSecret> of(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(name()))
        .map(cookie -> new AccessSecret(cookie.getValue()))
        .findFirst();
  }

  /**
   * The value of a header Set-Cookie.
   *
   * @param secure whether it is sent over https only
   */
  String header(AccessSecret secret, boolean secure) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(name(), secret.text(), AGE.toSeconds(), secure ? "; Secure" : "");
  }

  private String name() {
    return "duet-live-" + port;
  }
}

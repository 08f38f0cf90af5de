package duet.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** URLs to send requests to: http or https, with a host, without a user, and with a valid port. */
public final class HttpUrl {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern WITH_UNDERSCORE =
      Pattern.compile("([\\w.-]*_[\\w.-]*)(?::(\\d{1,5}))?");
  private static final String UNDERSCORE =
      invalid(
          "its host has an underscore, which host names can't have: use a name without one, such as"
              + " an alias in the containers' network, or the IP address");

  private HttpUrl() {}

  /**
   * @throws IllegalArgumentException saying what is wrong, without the URL, which may hold a
   *     password
   */
  public static URI parse(String text) {
    if (text.isBlank() || !text.contains("://") && !text.strip().matches("(?i)https?:.*")) {
      throw new IllegalArgumentException(
          invalid("no http:// or https:// before the host, such as http://localhost:8080"));
    }
    try {
      return check(new URI(text.strip()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(invalid(e.getReason().toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * @throws IllegalArgumentException like {@link #parse}
   */
  public static URI check(URI url) {
    var flaw = flaw(url);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(flaw.get());
    }
    return url;
  }

  /** Whether a request can be sent there, also to a host with an underscore. */
  public static boolean isValid(URI url) {
    return flaw(url).filter(flaw -> !flaw.equals(UNDERSCORE)).isEmpty();
  }

  /**
   * The URL's host. Containers' names may have underscores, which {@link URI#getHost} doesn't take
   * for a host.
   */
  public static Optional<String> host(URI url) {
    return url.getHost() != null
        ? Optional.of(url.getHost())
        : underscored(url).map(found -> found.group(1));
  }

  /** The URL's port, else that of its scheme. */
  public static int port(URI url) {
    int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    int port = explicitPort(url);
    return port < 0 ? standard : port;
  }

  /** The URL's host and port as they stand in it. */
  public static String authority(URI url) {
    int port = explicitPort(url);
    return host(url).orElse("") + (port < 0 ? "" : ":" + port);
  }

  private static int explicitPort(URI url) {
    return underscored(url)
        .map(found -> found.group(2) == null ? -1 : Integer.parseInt(found.group(2)))
        .orElse(url.getPort());
  }

  private static Optional<MatchResult> underscored(URI url) {
    var authority = url.getHost() == null ? url.getRawAuthority() : null;
    var matcher = WITH_UNDERSCORE.matcher(authority == null ? "" : authority);
    return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  private static Optional<String> flaw(URI url) {
    if (!SCHEMES.contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
      return Optional.of(
          invalid("must begin with http:// or https://, such as http://localhost:8080"));
    }
    if (url.getUserInfo() != null) {
      return Optional.of(
          invalid("must not have a user or password; keys and tokens have settings of their own"));
    }
    if (host(url).isEmpty()) {
      return Optional.of(invalid("missing host, or invalid characters in it"));
    }
    var port = TcpPort.flaw(explicitPort(url));
    return port.isEmpty() && url.getHost() == null ? Optional.of(UNDERSCORE) : port;
  }

  private static String invalid(String flaw) {
    return "invalid URL (" + flaw + ")";
  }
}

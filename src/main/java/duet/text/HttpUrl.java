package duet.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** URLs to send requests to: http or https, with a host, without a user, and with a valid port. */
public final class HttpUrl {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private HttpUrl() {}

  /**
   * @throws IllegalArgumentException saying what is wrong, without the URL, which may hold a
   *     password
   */
  public static URI parse(String text) {
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

  public static boolean isValid(URI url) {
    return flaw(url).isEmpty();
  }

  /** Whether the URL's port, if any, is valid. */
  public static boolean hasValidPort(URI url) {
    return TcpPort.flaw(url.getPort()).isEmpty();
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
    if (url.getHost() == null) {
      return Optional.of(invalid("missing host, or invalid characters in it"));
    }
    return TcpPort.flaw(url.getPort());
  }

  private static String invalid(String flaw) {
    return "invalid URL (" + flaw + ")";
  }
}

package duet.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** URLs to send requests to: http or https, with a host, a port that exists, and no user. */
public final class HttpUrl {

  private HttpUrl() {}

  /**
   * @throws IllegalArgumentException telling what is wrong, without the URL, which may hold a
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
    flaw(url)
        .ifPresent(
            flaw -> {
              throw new IllegalArgumentException(flaw);
            });
    return url;
  }

  public static boolean isValid(URI url) {
    return flaw(url).isEmpty();
  }

  /** Whether the URL's port, if it names one, can be connected to. */
  public static boolean hasValidPort(URI url) {
    return TcpPort.flaw(url.getPort()).isEmpty();
  }

  private static Optional<String> flaw(URI url) {
    if (!String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT).matches("https?")) {
      return Optional.of(invalid("must begin with http:// or https://"));
    }
    if (url.getUserInfo() != null) {
      return Optional.of(invalid("must not hold a user or password"));
    }
    if (url.getHost() == null) {
      return Optional.of(invalid("no host, or characters that no host name has"));
    }
    return TcpPort.flaw(url.getPort());
  }

  private static String invalid(String flaw) {
    return "invalid URL (" + flaw + ")";
  }
}

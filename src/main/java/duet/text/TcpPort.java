package duet.text;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** TCP ports as people write them. */
public final class TcpPort {

  private static final int LAST = 65_535;
  private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):([^:]+)");

  private TcpPort() {}

  /**
   * A port to listen on; 0 means any free one.
   *
   * @throws IllegalArgumentException with the range
   */
  public static int parse(String text) {
    return parse(text, 0);
  }

  /**
   * A port to connect to.
   *
   * @throws IllegalArgumentException with the range
   */
  public static int parseRemote(String text) {
    return parse(text, 1);
  }

  /**
   * Where to listen: {@code HOST:PORT}, such as {@code 0.0.0.0:9090}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static InetSocketAddress parseAddress(String text) {
    var parts = HOST_AND_PORT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "invalid address (must be HOST:PORT, such as 0.0.0.0:9090)");
    }
    return new InetSocketAddress(parts.group(1), parse(parts.group(2)));
  }

  private static int parse(String text, int first) {
    var digits = text.strip();
    int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
    if (port < first || port > LAST) {
      throw new IllegalArgumentException(invalid(SafeText.excerpt(digits), first));
    }
    return port;
  }

  /** What is wrong with a URL's port; -1 means its scheme's. */
  static Optional<String> flaw(int port) {
    return port == 0 || port > LAST
        ? Optional.of(invalid(String.valueOf(port), 1))
        : Optional.empty();
  }

  private static String invalid(String port, int first) {
    return "invalid port %s (must be %d–%d)".formatted(port, first, LAST);
  }
}

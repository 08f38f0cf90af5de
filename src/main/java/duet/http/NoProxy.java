package duet.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Hosts that are reached without a proxy, as curl reads {@code NO_PROXY}: names, with all below
 * them; addresses and their ranges such as {@code 10.0.0.0/8}; each with a port or without; and
 * {@code *} for all.
 */
final class NoProxy {

  private NoProxy() {}

  static boolean isLoopback(String host) {
    var name = plain(host);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || isAddress(name) && address(name).isLoopbackAddress();
  }

  static boolean matches(String list, String host, int port) {
    return Stream.of(list.split("[,\\s]+"))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> matchesOne(plain(entry), plain(host), port));
  }

  private static boolean matchesOne(String entry, String host, int port) {
    if (entry.equals("*") || entry.equals(host)) {
      return true;
    }
    if (entry.contains("/")) {
      return isAddress(host) && inRange(entry.split("/", 2), host);
    }
    var suffix = ":" + port;
    if (entry.endsWith(suffix) && entry.indexOf(':') == entry.length() - suffix.length()) {
      return matchesOne(entry.substring(0, entry.length() - suffix.length()), host, port);
    }
    var domain = entry.replaceFirst("^\\*?\\.", "");
    return host.equals(domain) || host.endsWith("." + domain) && !isAddress(host);
  }

  private static boolean inRange(String[] range, String host) {
    if (!isAddress(range[0]) || !range[1].matches("\\d{1,3}")) {
      return false;
    }
    var one = address(range[0]).getAddress();
    var two = address(host).getAddress();
    int bits = Integer.parseInt(range[1]);
    if (one.length != two.length || bits > 8 * one.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((one[i / 8] & mask) != (two[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is an address, so that it resolves without a name server. */
  private static boolean isAddress(String host) {
    return host.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*");
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress();
    }
  }

  private static String plain(String host) {
    return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]|\\.$", "");
  }
}

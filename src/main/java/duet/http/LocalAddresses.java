package duet.http;

import duet.text.HttpUrl;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of this machine, in the order of its interfaces. */
public record LocalAddresses(List<LocalAddress> all) {

  private static final Comparator<LocalAddress> PRIVATE_FIRST =
      Comparator.comparing(address -> !address.ofPrivateRange());

  private static final Pattern LITERAL = Pattern.compile("127(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]");

  public LocalAddresses {
    all = List.copyOf(all);
  }

  /** As they are now. */
  public static LocalAddresses now() {
    try {
      return new LocalAddresses(
          NetworkInterface.networkInterfaces().flatMap(LocalAddresses::of).toList());
    } catch (SocketException e) {
      return new LocalAddresses(List.of());
    }
  }

  /** Whether a host of a URL is this machine's loopback, without asking a DNS server. */
  public static boolean isLoopback(String host) {
    try {
      return host.equalsIgnoreCase("localhost")
          || LITERAL.matcher(host.toLowerCase(Locale.ROOT)).matches()
              && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The host by which others in the room reach this machine, as far as one can guess. */
  public Optional<String> likely() {
    return all.stream().filter(LocalAddress::ofRoom).min(PRIVATE_FIRST).map(LocalAddress::host);
  }

  /** What a host that stands for all addresses becomes for others: any but loopback will do. */
  public Optional<String> reachable() {
    var any = outside().min(Comparator.comparing(one -> one.address().isLinkLocalAddress()));
    return likely().or(() -> any.map(LocalAddress::host));
  }

  /** The IPv4 network that a host of this machine is in, such as {@code 192.168.1.0/24}. */
  public Optional<String> network(String host) {
    return find(host).filter(LocalAddress::ofNetwork).map(LocalAddress::network);
  }

  /** Whether people in the same room may be in the network of a host of this machine. */
  public boolean isOfRoom(String host) {
    return find(host).filter(LocalAddress::ofRoom).isPresent();
  }

  /** Whether a server can listen there: at one of these, at all of them, or on loopback. */
  public boolean isOwn(String host) {
    return resolve(host)
        .filter(
            address ->
                address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || find(host).isPresent())
        .isPresent();
  }

  /**
   * Checks a host that others are to know.
   *
   * @return the host
   * @throws IllegalArgumentException if it can't stand in a URL, or doesn't resolve
   */
  public String requireHost(String text) {
    var host = text.strip();
    if (host.contains("/") || host.matches("[^:]+:\\d+|\\[.*|.*%.*")) {
      throw new IllegalArgumentException(
          "invalid address '%s' (must be a host alone, without scheme, port, brackets or interface,"
                  .formatted(host)
              + " such as %s)".formatted(likely().orElse("192.168.1.23")));
    }
    if (host.isEmpty() || resolve(host).isEmpty()) {
      throw new IllegalArgumentException("unknown host '" + host + "'" + known());
    }
    HttpUrl.check(URI.create("http://" + inUrl(host)));
    return host;
  }

  /**
   * Checks a host to listen on that others are to know.
   *
   * @throws IllegalArgumentException like {@link #requireHost}, or if it isn't this machine's
   */
  public String requireOwn(String text) {
    var host = requireHost(text);
    if (!isOwn(host)) {
      throw new IllegalArgumentException(
          "'%s' is not an address of this machine%s".formatted(host, known()));
    }
    return host;
  }

  /** A host as it stands in a URL. */
  public static String inUrl(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private String known() {
    var hosts =
        outside().map(one -> one.host() + " at " + one.name()).collect(Collectors.joining(", "));
    return hosts.isEmpty()
        ? " (this machine has none but loopback)"
        : " (this machine has " + hosts + ")";
  }

  private Stream<LocalAddress> outside() {
    return all.stream().filter(one -> one.up() && one.ofNetwork());
  }

  private Optional<LocalAddress> find(String host) {
    return resolve(host)
        .flatMap(address -> all.stream().filter(one -> one.address().equals(address)).findFirst());
  }

  private static Optional<InetAddress> resolve(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Stream<LocalAddress> of(NetworkInterface one) {
    try {
      boolean up = one.isUp();
      boolean pointToPoint = one.isPointToPoint();
      var description = Optional.ofNullable(one.getDisplayName()).orElse("");
      return one.getInterfaceAddresses().stream()
          .map(
              found ->
                  new LocalAddress(
                      found.getAddress(),
                      found.getNetworkPrefixLength(),
                      one.getName(),
                      description,
                      up,
                      pointToPoint));
    } catch (SocketException e) {
      return Stream.empty();
    }
  }
}

package duet.exchange;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Whether a DIDComm address answers from here. It is evidence, never a verdict: names often resolve
 * inside the agents' network only.
 */
enum AddressProbe {
  ANSWERS("answers from here"),
  REFUSES("refuses connections from here too"),
  NOT_RESOLVED("does not resolve here"),
  SILENT("does not answer here");

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final String description;

  AddressProbe(String description) {
    this.description = description;
  }

  /** Connects in the background; completes within a few seconds. */
  static CompletableFuture<AddressProbe> of(URI address) {
    return CompletableFuture.supplyAsync(() -> connect(address));
  }

  String description() {
    return description;
  }

  private static AddressProbe connect(URI address) {
    var target = new InetSocketAddress(String.valueOf(address.getHost()), port(address));
    if (target.isUnresolved()) {
      return NOT_RESOLVED;
    }
    try (var socket = new Socket()) {
      socket.connect(target, (int) TIMEOUT.toMillis());
      return ANSWERS;
    } catch (ConnectException e) {
      return REFUSES;
    } catch (IOException e) {
      return SILENT;
    }
  }

  private static int port(URI address) {
    int standard = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return address.getPort() < 0 ? standard : address.getPort();
  }
}

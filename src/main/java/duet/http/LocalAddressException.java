package duet.http;

import java.net.InetAddress;

/** A host that has only loopback and link-local addresses, where those aren't to be called. */
public final class LocalAddressException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LocalAddressException(String host) {
    super("only loopback or link-local addresses: " + host);
  }

  /** Also the address that stands for any, which connects to this machine. */
  static boolean isLocal(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress();
  }
}

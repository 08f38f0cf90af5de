package duet.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * An address of this machine, and the network interface that has it.
 *
 * @param prefix the length of its network's prefix in bits
 * @param name the interface's, such as {@code eth0}
 * @param description the interface's for people; often the name again
 */
record LocalAddress(
    InetAddress address,
    int prefix,
    String name,
    String description,
    boolean up,
    boolean pointToPoint) {

  /** Interfaces of containers, virtual machines and VPNs, where nobody in a room is. */
  private static final Pattern VIRTUAL =
      Pattern.compile(
          "(?i)(docker|podman|veth|br-|bridge|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|cali|tun|tap"
              + "|utun|ppp|wg|zt|tailscale)[\\w.-]*|.*(virtual|vmware|hyper-v|wsl|vpn).*");

  String host() {
    return address.getHostAddress();
  }

  /** The network, such as {@code 192.168.1.0/24}. */
  String network() {
    byte[] bytes = address.getAddress();
    var text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      int bits = Math.max(0, Math.min(8, prefix - 8 * i));
      text.append(i == 0 ? "" : ".").append(bytes[i] & 0xff << 8 - bits & 0xff);
    }
    return text.append('/').append(prefix).toString();
  }

  /** Whether it is an IPv4 address in a network, not of the machine alone. */
  boolean ofNetwork() {
    return address instanceof Inet4Address && !address.isLoopbackAddress();
  }

  /** Whether people in the same room may be in its network. */
  boolean ofRoom() {
    return ofNetwork()
        && up
        && !pointToPoint
        && !address.isLinkLocalAddress()
        && !VIRTUAL.matcher(name).matches()
        && !VIRTUAL.matcher(description).matches();
  }

  /** Whether it is from one of the ranges for networks of one's own (RFC 1918). */
  boolean ofPrivateRange() {
    return address.isSiteLocalAddress();
  }
}

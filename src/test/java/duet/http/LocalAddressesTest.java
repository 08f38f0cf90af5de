package duet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lo 127.0.0.1/8, eth0 192.168.1.23/24 | 192.168.1.23",
        "docker0 172.17.0.1/16, br-1f2e3d4c5b6a 172.18.0.1/16, wlp3s0 10.11.0.7/16 | 10.11.0.7",
        "veth12ab34 192.168.9.1/24, virbr0 192.168.122.1/24, tun0 10.8.0.2/24, en0 172.20.1.4/20"
            + " | 172.20.1.4",
        "eth0 203.0.113.9/24, eth1 10.0.0.9/8 | 10.0.0.9",
        "eth0 203.0.113.9/24, eth1 203.0.113.10/24 | 203.0.113.9",
        "eth0 169.254.3.4/16, eth1 fd00::23/64, eth2 fe80::1/64 | ",
        "eth0 192.168.1.23/24 down, eth1 192.168.2.23/24 ptp, eth2 192.168.3.23/24 | 192.168.3.23",
        "br0 192.168.1.23/24 | 192.168.1.23",
        "tun0 10.8.0.2/24 | ",
        "lo 127.0.0.1/8 | "
      })
  void the_likely_one_is_that_of_the_room(String interfaces, String likely) {
    assertThat(addresses(interfaces).likely().orElse(null)).isEqualTo(likely);
  }

  @Test
  void descriptions_tell_virtual_ones_where_names_do_not() throws Exception {
    var host = InetAddress.getByName("192.168.56.1");
    var virtual = new LocalAddress(host, 24, "eth4", "VirtualBox Host-Only Adapter", true, false);

    assertThat(new LocalAddresses(List.of(virtual)).likely()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.23/24, 192.168.1.0/24",
    "10.11.12.13/8, 10.0.0.0/8",
    "172.20.45.6/20, 172.20.32.0/20",
    "10.1.2.3/32, 10.1.2.3/32",
    "10.1.2.3/0, 0.0.0.0/0"
  })
  void a_network_is_named_by_its_prefix(String address, String network) {
    var only = addresses("eth0 " + address);

    assertThat(only.network(address.replaceAll("/.*", ""))).hasValue(network);
  }

  @Test
  void all_addresses_together_are_reached_at_any_but_loopback() {
    assertThat(addresses("lo 127.0.0.1/8, tun0 10.8.0.2/24").reachable()).hasValue("10.8.0.2");
    assertThat(addresses("tun0 10.8.0.2/24, eth0 10.0.0.2/24").reachable()).hasValue("10.0.0.2");
    assertThat(addresses("lo 127.0.0.1/8, eth0 10.0.0.2/24 down").reachable()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.168.1.23", " 192.168.1.23 ", "0.0.0.0", "::", "127.0.0.2", "fd00::23"})
  void an_own_host_is_taken(String host) {
    assertThat(addresses("eth0 192.168.1.23/24, eth0 fd00::23/64").requireOwn(host))
        .isEqualTo(host.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.168.1.99 | '192.168.1.99' is not an address of this machine (this machine has 192.168.1.23 at eth0)",
        "192.168.1.23:80 | must be a host alone, without scheme, port, brackets or interface, such as 192.168.1.23",
        "http://192.168.1.23 | must be a host alone",
        "fe80::1%eth0 | must be a host alone",
        "[::1] | must be a host alone",
        "no-such-host.invalid | unknown host 'no-such-host.invalid' (this machine has 192.168.1.23 at eth0)",
        "'' | unknown host ''",
      })
  void another_host_is_refused_with_those_there_are(String host, String why) {
    var here = addresses("lo 127.0.0.1/8, eth0 192.168.1.23/24");

    assertThatThrownBy(() -> here.requireOwn(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void those_of_this_machine_include_loopback() {
    assertThat(LocalAddresses.now().isOwn("127.0.0.1")).isTrue();
    assertThat(LocalAddresses.now().isOwn("203.0.113.1")).isFalse();
    assertThat(LocalAddresses.now().network("127.0.0.1")).isEmpty();
  }

  /** Of interfaces such as {@code eth0 192.168.1.23/24 down}. */
  private static LocalAddresses addresses(String interfaces) {
    return new LocalAddresses(
        Stream.of(interfaces.split(",")).map(LocalAddressesTest::address).toList());
  }

  private static LocalAddress address(String text) {
    var words = text.strip().split("[ /]");
    var more = text.substring(text.lastIndexOf('/'));
    try {
      return new LocalAddress(
          InetAddress.getByName(words[1]),
          Integer.parseInt(words[2]),
          words[0],
          words[0],
          !more.contains("down"),
          more.contains("ptp"));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

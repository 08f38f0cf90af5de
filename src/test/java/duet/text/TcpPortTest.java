package duet.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpPortTest {

  @Test
  void a_free_port_can_be_listened_on_and_not_connected_to() {
    assertThat(TcpPort.parse("0")).isZero();
    assertThat(TcpPort.parse(" 65535 ")).isEqualTo(65_535);
    assertThatThrownBy(() -> TcpPort.parseRemote("0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invalid port 0 (must be 1–65535)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "65536", "123456", "http", "8080/"})
  void what_no_port_can_be_is_refused_with_the_range(String text) {
    assertThatThrownBy(() -> TcpPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invalid port " + text + " (must be 0–65535)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9090", "localhost:9090", "[::1]:9090"})
  void an_address_is_a_host_and_a_port(String text) {
    var address = TcpPort.parseAddress(text);

    assertThat(address.getAddress().isLoopbackAddress()).isTrue();
    assertThat(address.getPort()).isEqualTo(9090);
  }

  @ParameterizedTest
  @CsvSource({
    "9090, HOST:PORT",
    "'', HOST:PORT",
    ":9090, HOST:PORT",
    "host:port, invalid port port (must be 0–65535)",
    "host:65536, invalid port 65536 (must be 0–65535)"
  })
  void what_is_wrong_with_an_address_is_told(String text, String message) {
    assertThatThrownBy(() -> TcpPort.parseAddress(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

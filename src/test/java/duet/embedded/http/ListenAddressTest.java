package duet.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, ,            ,                         true,  true",
    "127.0.0.1, 127.0.0.2,   ,                         true,  true",
    "127.0.0.1, 203.0.113.1, ,                         false, true",
    "127.0.0.1, 0.0.0.0,     ,                         false, true",
    "127.0.0.1, 127.0.0.1,   https://tunnel.example/a, false, true",
    "127.0.0.1, ,            https://tunnel.example/a, false, true",
    "127.0.0.1, ,            http://localhost:8085/,   true,  true",
    "127.0.0.1, 203.0.113.1, http://localhost:8085/,   false, true",
    "0.0.0.0,   ,            ,                         false, false",
    "0.0.0.0,   127.0.0.1,   ,                         false, false",
  })
  void the_network_reaches_it_by_either_host_or_by_a_public_url(
      String host, String didcommHost, URI url, boolean loopback, boolean restOnLoopback) {
    var address =
        new ListenAddress(
            host,
            0,
            Optional.ofNullable(didcommHost),
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(url),
            false);

    assertThat(address.loopback()).isEqualTo(loopback);
    assertThat(address.restOnLoopback()).isEqualTo(restOnLoopback);
  }
}

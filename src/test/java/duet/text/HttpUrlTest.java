package duet.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer_agent:8090",
        "http://issuer_agent",
        "https://_a.b_c.example.org/path_x?y_z",
        "HTTP://ISSUER_AGENT:1/"
      })
  void an_underscore_in_a_host_is_named(String url) {
    assertThatThrownBy(() -> HttpUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its host has an underscore");
    assertThat(HttpUrl.isValid(URI.create(url))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer_agent:0",
        "http://issuer_agent:99999",
        "http://u:p@issuer_agent:80"
      })
  void another_flaw_of_such_a_url_counts_first(String url) {
    assertThatThrownBy(() -> HttpUrl.parse(url)).hasMessageNotContaining("underscore");
    assertThat(HttpUrl.isValid(URI.create(url))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://issuer_agent:8090/x, issuer_agent, 8090, issuer_agent:8090",
    "https://issuer_agent, issuer_agent, 443, issuer_agent",
    "http://localhost, localhost, 80, localhost",
    "http://[::1]:8080, [::1], 8080, [::1]:8080"
  })
  void host_and_port_are_those_of_the_url(URI url, String host, int port, String authority) {
    assertThat(HttpUrl.host(url)).contains(host);
    assertThat(HttpUrl.port(url)).isEqualTo(port);
    assertThat(HttpUrl.authority(url)).isEqualTo(authority);
  }
}

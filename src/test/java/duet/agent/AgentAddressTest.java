package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAddressTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080,http://localhost:8080",
    "http://localhost:8080/,http://localhost:8080",
    "'  HTTPS://host/cloud-agent//  ',HTTPS://host/cloud-agent",
    "http://[::1]:65535/x,http://[::1]:65535/x"
  })
  void a_url_loses_its_trailing_slashes(String url, String expected) {
    assertThat(AgentAddress.of("it", url).url()).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:8080",
        "ftp://host",
        "http:host",
        "http://",
        "http:///x",
        "http://a_b",
        "http://host:0",
        "http://host:65536",
        "http://host?x",
        "http://host#x",
        "http://me:secret@host",
        "http://host/a b"
      })
  void a_url_that_is_none_is_refused_and_not_shown(String url) {
    assertThatThrownBy(() -> AgentAddress.of("it", url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("invalid ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void many_slashes_are_no_trouble() {
    var address = AgentAddress.of("it", "http://host" + "/".repeat(100_000));

    assertThat(address.url()).isEqualTo(URI.create("http://host"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sécret", "sec\nret", "secret\u0000"})
  void a_key_that_no_header_can_carry_is_refused_and_not_shown(String key) {
    assertThatThrownBy(() -> AgentAddress.of("inviter", "http://host", key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("INVITER_APIKEY must be one or more printable ASCII characters")
        .hasMessageNotContainingAny("secret", "cret", "sec");
  }

  @Test
  void a_key_is_in_no_text() {
    assertThat(AgentAddress.of("inviter", "http://host", "secret").toString())
        .contains("INVITER_APIKEY=***")
        .doesNotContain("secret");
  }
}

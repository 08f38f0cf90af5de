package duet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://host/path?_oob=secret&a=b | http://host/path?_oob=***&a=b",
        "To=1&Body=http%3A%2F%2Fh%2F%3F_oob%3Dsecret&From=2 |"
            + " To=1&Body=http%3A%2F%2Fh%2F%3F_oob%3D***&From=2",
        "{\"invitationUrl\":\"https://h?_oob=secret\"} | {\"invitationUrl\":\"***\"}",
        "{\"invitation\" : \"secret\"} | {\"invitation\" : \"***\"}",
        "{\"apiKey\":\"se\\\"cret\",\"a\":1} | {\"apiKey\":\"***\",\"a\":1}",
        "{\"Password\":\"secret cut | {\"Password\":\"***\"",
        "{\"customHeaders\":{\"X-Mine\":\"secret\"}} | {\"customHeaders\":{***}}",
        "x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzZWNyZXQifQ.c2VjcmV0 y | x eyJ*** y",
        "http://me:secret@host/ https://secret@host | http://***@host/ https://***@host",
        "http://host?apikey=secret&x=1 | http://host?apikey=***&x=1",
        "http://127.0.0.1:1/duet-webhook/12-34ab | http://127.0.0.1:1/duet-webhook/***",
        "my 5ecret is out, Bearer 5ecret | my *** is out, Bearer ***",
        "{\"label\":\"Bob\",\"state\":\"A\"} | {\"label\":\"Bob\",\"state\":\"A\"}"
      })
  void what_opens_something_is_masked(String text, String masked) {
    assertThat(Secrets.masked(text, List.of("Basic 5ecret"))).isEqualTo(masked);
  }

  @Test
  void only_harmless_headers_show_their_values() {
    assertThat(Secrets.header("Content-Type", "text/plain")).isEqualTo("text/plain");
    assertThat(Secrets.header("apikey", "secret")).isEqualTo("***");
    assertThat(Secrets.header("X-Mine", "secret")).isEqualTo("***");
    assertThat(Secrets.header("Location", "http://h?_oob=secret")).isEqualTo("http://h?_oob=***");
  }
}

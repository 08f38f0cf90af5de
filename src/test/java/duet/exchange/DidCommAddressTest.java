package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DidCommAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://my.domain.com/path",
        "http://example.com:8090",
        "http://agent.example.org",
        "http://<your-host>:8090",
        "http://${HOST}:8090",
        "http://changeme:8090/didcomm",
        "http://your-agent-host:8090"
      })
  void a_placeholder_is_known_at_sight(String uri) {
    assertThat(new DidCommAddress(Side.INVITER, uri).flaw()).contains(Cause.ADDRESS_PLACEHOLDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "http://", "http://:8090/didcomm"})
  void an_address_without_a_host_is_empty(String uri) {
    assertThat(new DidCommAddress(Side.INVITER, uri).flaw()).contains(Cause.ADDRESS_EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8090/didcomm",
        "http://localhost:8090",
        "http://agent_a:8090",
        "https://agent.acme.com/didcomm",
        "http://host.docker.internal:8090",
        "did:peer:2.abc"
      })
  void a_real_address_has_no_flaw(String uri) {
    assertThat(new DidCommAddress(Side.INVITER, uri).flaw()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:9', ADDRESS_REFUSED",
    "'Failed to resolve agent-a (query timed out)', ADDRESS_NOT_RESOLVED",
    "'agent-a: Name or service not known', ADDRESS_NOT_RESOLVED",
    "'java.net.UnknownHostException: agent-a', ADDRESS_NOT_RESOLVED",
    "'connection timed out after 30000 ms', ADDRESS_UNREACHABLE",
    "'', NOT_SENT"
  })
  void agents_words_on_not_reaching_it_have_a_cause(String words, Cause cause) {
    assertThat(new DidCommAddress(Side.INVITER, "http://agent-a:8090").cause(words))
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1:80850/didcomm", "http://a b:80", "did:peer:2.abc", ""})
  void what_can_not_be_connected_to_is_no_url(String uri) {
    assertThat(new DidCommAddress(Side.INVITER, uri).url()).isEmpty();
  }
}

package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.Cause;
import duet.fixture.ScriptedAgent;
import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;
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

  @Test
  void a_chain_of_mediators_is_told_in_the_order_of_the_message() {
    var first = ScriptedAgent.did("http://mediator.acme.org/");
    var second = ScriptedAgent.did(first);

    var address = DidCommAddress.of(Side.INVITEE, ScriptedAgent.did(second)).orElseThrow();

    assertThat(address.mediators()).containsExactly(first, second);
    assertThat(address.url()).contains(URI.create("http://mediator.acme.org/"));
    assertThat(address.flaw()).isEmpty();
    assertThat(address.way())
        .isEqualTo(
            "through the mediators at http://mediator.acme.org/ and "
                + second.substring(0, 39)
                + "…");
  }

  @Test
  void more_than_three_mediators_are_too_many() {
    var did = ScriptedAgent.did("http://mediator.acme.org/");
    for (int i = 0; i < 4; i++) {
      did = ScriptedAgent.did(did);
    }

    var address = DidCommAddress.of(Side.INVITEE, did).orElseThrow();

    assertThat(address.flaw()).contains(Cause.MEDIATOR_UNUSABLE);
    assertThat(address).asString().contains("through more than 3 mediators");
  }

  @Test
  void routing_keys_make_an_address_that_of_a_mediator() {
    var mediator = ScriptedAgent.did("http://elsewhere.acme.org");
    var service =
        "{\"t\":\"dm\",\"s\":{\"uri\":\"http://mediator.acme.org\",\"r\":[\"%s#key-1\"],\"a\":[]}}";

    var address = DidCommAddress.of(Side.INVITEE, withService(service.formatted(mediator)));

    assertThat(address.orElseThrow().mediators()).containsExactly(mediator);
    assertThat(address.orElseThrow().way())
        .isEqualTo("through the mediator at http://mediator.acme.org");
    var bad = DidCommAddress.of(Side.INVITEE, withService(service.formatted("did:web:x")));
    assertThat(bad.orElseThrow().flaw()).contains(Cause.MEDIATOR_UNUSABLE);
  }

  private static String withService(String json) {
    var block = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
    return ScriptedAgent.did("http://127.0.0.1:9").replaceFirst("\\.S.*", ".S" + block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8090/didcomm",
        "http://localhost:8090",
        "http://agent_a:8090",
        "https://agent.acme.com/didcomm",
        "http://host.docker.internal:8090"
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

package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.protocol.ConnectionProtocol;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger's DID may make an agent call. */
class LoopbackPeersTest {

  private static final String REFUSED =
      "Error when sending message: This agent doesn't call loopback or link-local addresses that"
          + " others name: %s (--allow-loopback-peers permits it)";

  private final StubServer service = new StubServer(Reply.empty(202));

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"})
  void an_agent_that_the_network_reaches_does_not_call_this_machine(String host) {
    try (var agent = reachable().start()) {
      var where = host + ":" + service.port();

      assertThat(failure(agent, "http://" + where)).isEqualTo(REFUSED.formatted(where));
      assertThat(service.received()).isEmpty();
    }
  }

  @Test
  void nor_link_local_addresses() {
    try (var agent = reachable().start()) {
      assertThat(failure(agent, "http://169.254.169.254/latest"))
          .isEqualTo(REFUSED.formatted("169.254.169.254"));
    }
  }

  @Test
  void unless_it_is_permitted() {
    try (var agent = reachable().loopbackPeers().start()) {
      request(agent, service.url());
      Rest.await("the response").until(() -> !service.received().isEmpty());
    }
  }

  private static EmbeddedAgent.Builder reachable() {
    return EmbeddedAgent.builder().host("0.0.0.0").apiKey("secret").retryPauses(Duration.ZERO);
  }

  private static String failure(EmbeddedAgent agent, String address) {
    var rest = new Rest(agent.url(), "secret");
    var id = request(agent, address);
    rest.awaitRetries(id, 4);
    return rest.connection(id).at("/metaLastFailure/detail").asText();
  }

  private static String request(EmbeddedAgent agent, String address) {
    var invited = new Rest(agent.url(), "secret").invite("Bob").json();
    var inviter = invited.at("/invitation/from").asText();
    var thid = invited.path("thid").asText();
    var envelope =
        new Stranger(URI.create(address))
            .authcrypt(ConnectionProtocol.REQUEST, thid, inviter, inviter);
    assertThat(Rest.message(agent.didcommUrl(), envelope).status()).isEqualTo(202);
    return invited.path("connectionId").asText();
  }
}

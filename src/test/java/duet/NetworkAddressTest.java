package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.embedded.EmbeddedAgent;
import duet.exchange.Side;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAddressTest {

  private static final NetworkAddress ROOM = NetworkAddress.at("127.0.0.2");

  @TempDir private Path directory;

  @Test
  void both_agents_of_a_pair_are_reached_there_and_connect() {
    try (var agents = AgentPair.open(AgentSelection.embedded().reachedAt(ROOM))) {
      var invitation = agents.inviter().invite("Bob");
      assertThat(agents.inviter().url().getHost()).isEqualTo("127.0.0.1");
      assertThat(invitation.invitation().toString()).contains("http://127.0.0.2:");
      assertThat(agents.accept(invitation).await().didsMatch()).isTrue();
    }
  }

  @Test
  void port_and_public_url_lead_to_one_agent() {
    var url = URI.create("https://tunnel.example/didcomm");
    int free = freePort();
    var tunnel = new NetworkAddress(Optional.empty(), Optional.of(free), Optional.of(url), false);
    try (var opened = AgentSelection.embedded().reachedAt(tunnel).open()) {
      var inviter = opened.embedded(Side.INVITER).orElseThrow();
      var invitee = opened.embedded(Side.INVITEE).orElseThrow();

      assertThat(inviter.didcommUrl()).isEqualTo(url);
      assertThat(inviter.didcommHere().getAuthority()).isEqualTo("127.0.0.1:" + free);
      assertThat(invitee.didcommUrl().getAuthority()).isEqualTo(invitee.url().getAuthority());
      assertThat(Stream.of(inviter, invitee).map(EmbeddedAgent::loopback))
          .containsExactly(false, true);
    }
  }

  @Test
  void kept_agents_are_reached_as_before_unless_they_are_looked_at_only() {
    var kept = AgentSelection.embedded().keptIn(directory);
    URI before;
    try (var opened = kept.reachedAt(ROOM).open()) {
      before = url(opened);
    }
    try (var looked = kept.lookedAt().open()) {
      assertThat(url(looked).getHost()).isEqualTo("127.0.0.1");
    }
    try (var again = kept.open()) {
      assertThat(url(again)).isEqualTo(before);
    }
    int free = freePort();
    var port = new NetworkAddress(Optional.empty(), Optional.of(free), Optional.empty(), false);
    try (var moved = kept.reachedAt(port).open()) {
      assertThat(url(moved).getAuthority()).isEqualTo("127.0.0.2:" + free);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//tunnel.example",
        "ftp://tunnel.example",
        "https://tunnel.example/?a=b",
        "https://tunnel.example/#a",
        "https://my_tunnel.example",
        "https://me@tunnel.example"
      })
  void a_public_url_can_stand_in_a_did(String url) {
    assertThatThrownBy(
            () ->
                new NetworkAddress(
                    Optional.empty(), Optional.empty(), Optional.of(URI.create(url)), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("invalid URL (");
  }

  private static URI url(OpenedAgents opened) {
    return opened.embedded(Side.INVITER).orElseThrow().didcommUrl();
  }

  private static int freePort() {
    try (var agent = EmbeddedAgent.builder().start()) {
      return agent.url().getPort();
    }
  }
}

package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.handshake.Handshake;
import duet.handshake.HandshakeTimeoutException;
import duet.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see in JShell: values in one line, mistakes in a sentence. */
class FrontDoorTest {

  @AutoClose private final AgentPair agents = AgentPair.embedded();

  @Test
  void values_say_what_they_are_in_one_line_without_secrets() {
    var invitation = agents.inviter().invite("Bob");
    var handshake = agents.accept(invitation);
    var pair = handshake.await();

    assertThat(agents.toString())
        .startsWith("inviter at http://127.0.0.1:")
        .contains(" and invitee at http://127.0.0.1:")
        .endsWith(" (embedded)");
    assertThat(invitation.invitation().toString())
        .startsWith("invitation " + invitation.thid() + ", to be answered at http://127.0.0.1:")
        .doesNotContain("did:peer", "\n");
    assertThat(pair)
        .hasToString(
            "inviter: ConnectionResponseSent; invitee: ConnectionResponseReceived;"
                + " the DIDs match crosswise");
    assertThat(handshake.toString()).startsWith("connected, inviter: ConnectionResponseSent;");
  }

  @Test
  void no_time_at_all_is_a_timeout_and_less_is_a_mistake() {
    var invitation = agents.inviter().invite("Bob");
    try (var handshake = Handshake.ofInviter(agents.inviter(), invitation)) {
      assertThatThrownBy(() -> handshake.await(Duration.ZERO))
          .isInstanceOf(HandshakeTimeoutException.class)
          .hasMessageStartingWith("Not connected within 0.0 s");
      refused(() -> handshake.await(Duration.ofSeconds(-1)), "invalid timeout PT-1S (must be 0 or");
      refused(() -> handshake.await(null), "the timeout is missing (null)");
      assertThatThrownBy(() -> handshake.await(Duration.ofNanos(1)))
          .isInstanceOf(HandshakeTimeoutException.class);
    }
  }

  @Test
  void what_is_missing_is_named() {
    var url = agents.inviter().url().toString();
    refused(() -> AgentPair.open((Settings) null), "settings are missing");
    refused(() -> AgentPair.open(null, AgentAddress.of("invitee", url)), "inviter's address");
    refused(() -> AgentPair.embedded((Path) null), "directory is missing");
    refused(() -> agents.accept(null), "invitation is missing");
    refused(() -> agents.onHandshake(null), "listener is missing");
    refused(() -> agents.onExchange(null), "listener is missing");
    refused(() -> agents.issue(null, Map.of("name", "Bob")), "connection is missing");
    refused(() -> agents.offer(null, null), "connection is missing");
    refused(() -> agents.request(null, null, List.of("1")), "connection is missing");
    refused(() -> agents.present(null, null), "credential is missing");
    refused(() -> agents.invitee().accept(null), "invitation is missing");
    refused(() -> agents.inviter().connection(null), "id is missing");
    refused(() -> agents.inviter().delete(" "), "id is empty");
    refused(() -> Agent.open((AgentAddress) null), "address is missing");
    refused(() -> AgentAddress.of("inviter", null), "URL is missing");
    refused(() -> AgentAddress.of(null, url), "name is missing");
    refused(() -> AgentAddress.of("inviter", url, null), "INVITER_APIKEY is missing");
    refused(() -> AgentAddress.of("inviter", url, ""), "it is empty");
    refused(() -> AgentAddress.of("inviter", url, "  "), "it is empty");
    refused(() -> AgentAddress.of("inviter", url, "s3cret\n"), "it has a line break");
    refused(
        () -> Handshake.accept(null, agents.inviter().invite("Bob"), agents.invitee()),
        "inviter's agent is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/connections", "/connections/", "/didcomm", "/cloud-agent/connections"})
  void a_url_copied_from_a_call_or_a_did_reaches_the_agent(String path) {
    try (var agent = Agent.open(AgentAddress.of("inviter", agents.inviter().url() + path))) {
      assertThat(agent.connections()).isEmpty();
    }
  }

  @Test
  void a_pair_that_was_closed_says_so() {
    var closed = AgentPair.embedded();
    closed.close();
    closed.close();

    assertThat(closed.toString()).endsWith(" (embedded, closed)");
    assertThatThrownBy(() -> closed.connect("Bob"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "could not connect: this pair of agents was closed;"
                + " open another with AgentPair.open()");
    assertThatThrownBy(() -> closed.inviter().invite("Bob"))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("inviter could not make an invitation");
  }

  private static void refused(ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("s3cret");
  }
}

package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.embedded.EmbeddedAgent;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Handshakes that can't succeed, between real agents with real faults, with what the command line
 * makes of them: the cause, the side, the exit code, and when it gave up. All at once, since they
 * mostly wait.
 */
@Execution(ExecutionMode.CONCURRENT)
class DeadEndIT {

  private static final Duration[] SOON = {
    Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(500)
  };

  @Test
  void an_address_where_nobody_listens() {
    var end = connect(inviter -> inviter.didcommUrl(URI.create("http://127.0.0.1:9")), plain());

    end.isDeadEnd(Cause.ADDRESS_REFUSED, "inviter").after(0, 45);
    assertThat(end.evidence()).contains("127.0.0.1:9 refuses connections from here too");
  }

  @Test
  void an_address_that_does_not_resolve() {
    connect(inviter -> inviter.didcommUrl(URI.create("http://no-such-host.invalid:8090")), plain())
        .isDeadEnd(Cause.ADDRESS_NOT_RESOLVED, "inviter")
        .after(0, 45);
  }

  @Test
  void an_address_of_the_invitee_where_nobody_listens() {
    connect(plain(), invitee -> invitee.didcommUrl(URI.create("http://127.0.0.1:9")))
        .isDeadEnd(Cause.ADDRESS_REFUSED, "invitee")
        .after(0, 45);
  }

  @Test
  void a_placeholder_for_an_address() {
    connect(inviter -> inviter.didcommUrl(URI.create("https://my.domain.com/didcomm")), plain())
        .isDeadEnd(Cause.ADDRESS_PLACEHOLDER, "inviter")
        .after(0, 15);
  }

  @Test
  void both_roles_in_one_wallet() {
    try (var one = start(plain())) {
      new End(connect(one, one)).isDeadEnd(Cause.SAME_WALLET, null).after(0, 15);
    }
  }

  @Test
  void an_expired_invitation() {
    connect(inviter -> inviter.expiry(Duration.ofMillis(1)), plain())
        .isDeadEnd(Cause.INVITATION_EXPIRED, "inviter")
        .after(0, 15);
  }

  @Test
  void an_invitation_that_another_used() {
    try (var inviter = start(plain());
        var first = start(plain());
        var second = start(plain())) {
      var invitation = invitation(inviter);
      assertThat(accept(first, invitation).exitCode()).isZero();

      new End(accept(second, invitation)).isDeadEnd(Cause.INVITATION_USED, "inviter").after(0, 15);
    }
  }

  @Test
  void an_invitation_that_the_same_wallet_used() {
    try (var inviter = start(plain());
        var invitee = start(plain())) {
      var invitation = invitation(inviter);
      assertThat(accept(invitee, invitation).exitCode()).isZero();

      new End(accept(invitee, invitation)).isDeadEnd(Cause.INVITATION_USED, "invitee").after(0, 15);
    }
  }

  @Test
  void an_invitation_from_the_agent_itself() {
    try (var one = start(plain())) {
      new End(accept(one, invitation(one))).isDeadEnd(Cause.OWN_INVITATION, "invitee").after(0, 15);
    }
  }

  @Test
  void a_peer_that_answers_with_an_error() {
    connect(inviter -> inviter.fault("refuse"), plain())
        .isDeadEnd(Cause.PEER_REFUSED, "inviter")
        .after(0, 45);
  }

  @Test
  void a_request_that_is_damaged_on_its_way() {
    var end = connect(plain(), invitee -> invitee.fault("garble"));

    end.isDeadEnd(Cause.PEER_REFUSED, "inviter").after(0, 45);
    assertThat(end.everything()).doesNotContain("ciphertext");
  }

  @Test
  void a_request_that_is_lost_on_its_way() {
    connect(plain(), invitee -> invitee.fault("drop-request"))
        .isDeadEnd(Cause.REQUEST_NOT_SEEN, "inviter")
        .after(25, 55);
  }

  @Test
  void a_response_that_is_lost_on_its_way() {
    connect(inviter -> inviter.fault("drop-response"), plain())
        .isDeadEnd(Cause.RESPONSE_NOT_SEEN, "invitee")
        .after(25, 55);
  }

  @Test
  void time_that_is_up_first() {
    connect(plain(), invitee -> invitee.fault("drop-request"), "--timeout", "2s")
        .ended(5, "timed-out", Cause.REQUEST_NOT_SEEN, "inviter")
        .after(2, 20);
  }

  @Test
  void an_agent_that_stops_answering_half_way() {
    var end = connect(plain(), invitee -> invitee.fault("down-after=accept"));

    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.json().at("/error/agent").asText()).isEqualTo("invitee");
    assertThat(end.json().at("/error/cause").asText())
        .isIn(Cause.CONNECTION_REFUSED.name(), Cause.CONNECTION_BROKEN.name());
    end.after(0, 30);
  }

  @Test
  void states_that_no_client_knows_are_waited_through() {
    var end = connect(inviter -> inviter.fault("unknown-state"), plain());

    assertThat(end.exitCode()).isZero();
    assertThat(end.json().get("timeline"))
        .anyMatch(entry -> entry.get("state").asText().equals("ConnectionUnderReview"));
  }

  @Test
  void states_that_are_skipped_and_messages_that_come_twice_do_no_harm() {
    var end =
        connect(inviter -> inviter.fault("skip-states"), invitee -> invitee.fault("duplicate"));

    assertThat(end.exitCode()).isZero();
    assertThat(end.json().get("didsMatch").asBoolean()).isTrue();
  }

  private static End connect(
      UnaryOperator<EmbeddedAgent.Builder> inviter,
      UnaryOperator<EmbeddedAgent.Builder> invitee,
      String... options) {
    try (var one = start(inviter);
        var other = start(invitee)) {
      return new End(connect(one, other, options));
    }
  }

  private static Timed connect(EmbeddedAgent inviter, EmbeddedAgent invitee, String... options) {
    var terminal =
        new Terminal()
            .with("INVITER_URL", inviter.url().toString())
            .with("INVITEE_URL", invitee.url().toString());
    var args = new String[options.length + 2];
    args[0] = "connect";
    args[1] = "--json";
    System.arraycopy(options, 0, args, 2, options.length);
    return Timed.run(terminal, args);
  }

  private static Timed accept(EmbeddedAgent invitee, String invitation) {
    var terminal = new Terminal().with("INVITEE_URL", invitee.url().toString());
    return Timed.run(terminal, "accept", "--json", invitation);
  }

  private static String invitation(EmbeddedAgent inviter) {
    try (var agent = Agent.open(AgentAddress.of("inviter", inviter.url().toString()))) {
      Connection made = agent.invite("For somebody");
      return made.invitationUrl();
    }
  }

  private static EmbeddedAgent start(UnaryOperator<EmbeddedAgent.Builder> change) {
    return change.apply(EmbeddedAgent.builder().retryPauses(SOON)).start();
  }

  private static UnaryOperator<EmbeddedAgent.Builder> plain() {
    return UnaryOperator.identity();
  }

  private record Timed(Terminal terminal, Duration took) {

    static Timed run(Terminal terminal, String... args) {
      long started = System.nanoTime();
      terminal.run(args);
      return new Timed(terminal, Duration.ofNanos(System.nanoTime() - started));
    }

    int exitCode() {
      return terminal.exitCode();
    }
  }

  /** How a command ended, to be asserted. */
  private record End(Timed timed) {

    End isDeadEnd(Cause cause, String side) {
      return ended(4, "dead-end", cause, side);
    }

    End ended(int exitCode, String outcome, Cause cause, String side) {
      assertThat(exitCode()).as(everything()).isEqualTo(exitCode);
      assertThat(json().path("outcome").asText()).isEqualTo(outcome);
      assertThat(json().path("cause").asText()).as(everything()).isEqualTo(cause.name());
      assertThat(json().path("side").asText(null)).as("side at fault").isEqualTo(side);
      assertThat(json().path("advice").asText()).isEqualTo(cause.advice());
      return this;
    }

    /** Generous at the late end: other tests run at the same time. */
    void after(int atLeast, int atMost) {
      assertThat(timed.took()).isBetween(Duration.ofSeconds(atLeast), Duration.ofSeconds(atMost));
    }

    int exitCode() {
      return timed.exitCode();
    }

    JsonNode json() {
      return timed.terminal().document();
    }

    String evidence() {
      return json().path("evidence").toString();
    }

    String everything() {
      return timed.terminal().out() + timed.terminal().err();
    }
  }
}

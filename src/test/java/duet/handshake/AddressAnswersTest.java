package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.didcomm.Invitation;
import duet.embedded.EmbeddedAgent;
import duet.embedded.EmbeddedMediator;
import duet.exchange.Side;
import duet.exchange.WaitThresholds;
import duet.fixture.RawServer;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import duet.fixture.SelfSigned;
import duet.fixture.StubServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent that sends its request to addresses where something answers, but no DIDComm agent. */
class AddressAnswersTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final WaitThresholds THRESHOLDS =
      new WaitThresholds(SHORT, SHORT, Duration.ofSeconds(5), Duration.ofSeconds(2), LONG);

  @AutoClose
  private final EmbeddedAgent embedded =
      EmbeddedAgent.builder().retryPauses(Duration.ZERO, SHORT, SHORT).start();

  @AutoClose
  private final Agent invitee = Agent.open(AgentAddress.of("invitee", embedded.url().toString()));

  static Stream<Arguments> an_http_answer_that_no_agent_gives() {
    return Stream.of(
        arguments(Reply.empty(404), "HTTP 404"),
        arguments(Reply.html(404), "HTTP 404 and a page: Welcome"),
        arguments(Reply.html(502), "HTTP 502 and a page: Welcome"),
        arguments(Reply.empty(503), "HTTP 503"),
        arguments(Reply.redirect(301, "/elsewhere"), "HTTP 301, a redirect"),
        arguments(Reply.empty(405), "HTTP 405"),
        arguments(Reply.text(415, "application/json", "{\"message\":\"No\"}"), "HTTP 415"),
        arguments(Reply.empty(401), "HTTP 401"),
        arguments(Reply.text(403, "text/html", "cloudflare"), "HTTP 403: cloudflare"));
  }

  @ParameterizedTest
  @MethodSource
  void an_http_answer_that_no_agent_gives(Reply reply, String seen) {
    try (var server = new StubServer(reply)) {
      var end = deadEnd(server.url() + "/didcomm");

      assertCause(end, Cause.ADDRESS_NO_AGENT);
      assertThat(end)
          .hasMessageContaining("the inviter's address answered invitee's message with " + seen)
          .hasMessageContaining("127.0.0.1:" + server.port() + " answers from here")
          .hasMessageNotContaining("firewall");
    }
  }

  static Stream<Arguments> a_success_that_no_agent_gives() {
    return Stream.of(
        arguments(Reply.html(200)),
        arguments(Reply.text(200, "application/didcomm-encrypted+json", "{\"ciphertext\":\"x\"}")));
  }

  @ParameterizedTest
  @MethodSource
  void a_success_that_no_agent_gives(Reply reply) {
    try (var server = new StubServer(reply)) {
      var end = timeout(server.url());

      assertCause(end, Cause.ADDRESS_NO_AGENT);
      assertThat(end).hasMessageContaining("answers from here, but not as a DIDComm agent does");
    }
  }

  @Test
  void a_peer_that_takes_the_message_and_says_nothing_is_told_with_the_time() {
    try (var server = new StubServer(Reply.empty(202))) {
      var end = timeout(server.url());

      assertCause(end, Cause.PEER_SILENT);
      assertThat(end)
          .hasMessageContaining("no message from the inviter after invitee's request, for ")
          .hasMessageContaining(", since 20")
          .hasMessageContaining("the invitee's DID says " + embedded.didcommUrl())
          .hasMessageNotContaining("Wait longer");
    }
  }

  @Test
  void tls_that_the_agent_does_not_trust(@TempDir Path directory) throws Exception {
    try (var server = new StubServer(Reply.empty(202), SelfSigned.in(directory).context())) {
      var end = deadEnd("https://127.0.0.1:" + server.port());

      assertCause(end, Cause.ADDRESS_TLS);
      assertThat(end).hasMessageContaining("its certificate is self-signed");
    }
  }

  @Test
  void plain_http_at_a_port_that_expects_tls(@TempDir Path directory) throws Exception {
    try (var server = new StubServer(Reply.empty(202), SelfSigned.in(directory).context())) {
      var end = deadEnd(server.url());

      assertCause(end, Cause.ADDRESS_TLS);
      assertThat(end).hasMessageContaining("it expects TLS: use https://");
    }
  }

  @Test
  void tls_at_a_port_that_speaks_plain_http() {
    try (var server = new StubServer(Reply.empty(202))) {
      var end = deadEnd("https://127.0.0.1:" + server.port());

      assertCause(end, Cause.ADDRESS_TLS);
      assertThat(end).hasMessageContaining("it speaks plain http: use http://");
    }
  }

  @Test
  void a_port_that_speaks_something_else() {
    try (var server = RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n")) {
      assertCause(deadEnd(server.url()), Cause.ADDRESS_NO_AGENT);
    }
  }

  @Test
  void a_host_with_an_underscore_is_named() {
    var end = deadEnd("http://issuer_agent:8090");

    assertCause(end, Cause.ADDRESS_UNDERSCORE);
    assertThat(end).hasMessageContaining("its host has an underscore");
  }

  @Test
  void a_mediator_that_is_down_is_told_with_its_address_and_what_is_found_there() {
    var mediator = ScriptedAgent.did("http://127.0.0.1:9");

    var end = deadEnd(invitation(ScriptedAgent.didOf2023(mediator)));

    assertCause(end, Cause.MEDIATOR_NOT_REACHED);
    assertThat(end)
        .hasMessageContaining("the inviter is reached through the mediator at http://127.0.0.1:9")
        .hasMessageContaining("127.0.0.1:9 refuses connections from here too");
  }

  @Test
  void a_mediator_that_does_not_know_the_peer_is_told_with_its_report() {
    try (var mediator = EmbeddedMediator.builder().start()) {
      var end = deadEnd(invitation(ScriptedAgent.did(mediator.did())));

      assertCause(end, Cause.MEDIATOR_NOT_ENROLLED);
      assertThat(end)
          .hasMessageContaining("with a problem report, e.p.req.not_enroll: ")
          .hasMessageContaining("reached through the mediator at " + mediator.url());
    }
  }

  @Test
  void a_mediator_with_websockets_only_is_told_before_the_invitation_is_accepted() {
    var did = ScriptedAgent.did(ScriptedAgent.did("ws://127.0.0.1:9/ws"));

    var end = catchThrowableOfType(DeadEndException.class, () -> accept(invitation(did)));

    assertCause(end, Cause.MEDIATOR_WS_ONLY);
    assertThat(end).hasMessageContaining("only \"ws://127.0.0.1:9/ws\"");
    assertThat(invitee.connections()).isEmpty();
  }

  @Test
  void an_agent_whose_own_mediator_is_down_says_so() {
    var mediator = EmbeddedMediator.builder().start();
    try (var mediated = EmbeddedAgent.builder().mediator(mediator.did()).start();
        var agent = Agent.open(AgentAddress.of("inviter", mediated.url().toString()))) {
      mediator.close();

      var failure = catchThrowableOfType(AgentException.class, () -> agent.invite("Bob"));

      assertThat(failure.reason()).isEqualTo(Cause.OWN_MEDIATOR);
      assertThat(failure).hasMessageContaining("Connection refused");
    }
  }

  @Test
  void a_mediator_that_is_only_a_web_site_refuses() {
    try (var server = new StubServer(Reply.html(200))) {
      var end = deadEnd(invitation(ScriptedAgent.did(ScriptedAgent.did(server.url()))));

      assertCause(end, Cause.MEDIATOR_REFUSED);
      assertThat(end).hasMessageContaining("the inviter's mediator answered invitee's message");
    }
  }

  private static void assertCause(HandshakeException end, Cause cause) {
    assertThat(end).isNotNull();
    assertThat(end.diagnosis().cause()).as(end.getMessage()).isEqualTo(cause);
    assertThat(end.diagnosis().side()).contains(Side.INVITER);
  }

  private DeadEndException deadEnd(String address) {
    return deadEnd(invitation(ScriptedAgent.didOf2023(address)));
  }

  private DeadEndException deadEnd(Invitation invitation) {
    return catchThrowableOfType(
        DeadEndException.class, () -> accept(invitation).await(Duration.ofSeconds(60)));
  }

  private HandshakeTimeoutException timeout(String address) {
    var invitation = invitation(ScriptedAgent.didOf2023(address));
    return catchThrowableOfType(
        HandshakeTimeoutException.class, () -> accept(invitation).await(Duration.ofSeconds(3)));
  }

  private Handshake accept(Invitation invitation) {
    return Handshake.accept(
        invitation, invitee, HandshakeOptions.DEFAULT.withThresholds(THRESHOLDS));
  }

  private static Invitation invitation(String did) {
    var id = UUID.randomUUID().toString();
    return Invitation.create(id, did, Optional.empty(), Optional.empty());
  }
}

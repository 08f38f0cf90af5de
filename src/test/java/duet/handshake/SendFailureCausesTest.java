package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import duet.agent.Agent;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.Side;
import duet.fixture.ScriptedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The failures that agents write into their records, each of which has one cause. */
class SendFailureCausesTest {

  private static final String ADDRESS = "http://agent-a:8090";
  private static final String SENT = "DIDComm sending error: ";
  private static final String NOT_SENT = "Error when sending message: ";
  private static final String REPORT = "The mediator answered with a problem report: ";
  private static final String LOOPBACK =
      "This agent doesn't call loopback or link-local addresses that others name: 127.0.0.1:8085"
          + " (--allow-loopback-peers permits it)";
  private static final Set<Cause> OF_THE_SENDER =
      EnumSet.of(Cause.NOT_SENT, Cause.MEDIATOR_UNSUPPORTED);
  private static final Path RECORDED = Path.of("..", "shared", "cloud-agent", "http");
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "65-expired-invitee-after-2s.txt | INVITATION_EXPIRED",
        "68-two-takers-second-C-after-2s.txt | INVITATION_USED",
        "72-string-service-after-2s.txt | INVITATION_UNKNOWN",
        "73-unreachable-after-90s.txt | ADDRESS_REFUSED",
        "49-poison-record-meta-last-failure.json | INVITATION_UNKNOWN"
      })
  void a_recorded_failure_of_a_cloud_agent(String file, Cause cause) throws IOException {
    assumeTrue(Files.isDirectory(RECORDED), RECORDED + " is not beside this checkout");
    var text = Files.readString(RECORDED.resolve(file));
    var json =
        new ObjectMapper().readTree(text.substring(text.startsWith("{") ? 0 : text.indexOf("\n{")));
    var detail = json.at("/metaLastFailure/detail").asText(json.path("userFacingMessage").asText());

    assertCause(ScriptedAgent.did(ADDRESS), detail, cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Netty's, as Cloud Agents have it
        NOT_SENT
            + "finishConnect(..) failed with error(-111): Connection refused: /10.0.0.5:9 | ADDRESS_REFUSED",
        NOT_SENT + "Connection refused: agent-a/172.18.0.3:8090 | ADDRESS_REFUSED",
        NOT_SENT
            + "Failed to resolve 'agent-a' [A(1), AAAA(28)] after 2 queries | ADDRESS_NOT_RESOLVED",
        NOT_SENT + "agent-a: Name or service not known | ADDRESS_NOT_RESOLVED",
        NOT_SENT + "java.net.UnknownHostException: agent-a | ADDRESS_NOT_RESOLVED",
        NOT_SENT
            + "connection timed out after 30000 ms: agent-a/10.255.255.1:8090 | ADDRESS_UNREACHABLE",
        NOT_SENT + "No route to host: /10.0.0.5:8090 | ADDRESS_UNREACHABLE",
        NOT_SENT
            + "PKIX path building failed: unable to find valid certification path | ADDRESS_TLS",
        NOT_SENT + "not an SSL/TLS record: 485454502f312e31 | ADDRESS_TLS",
        NOT_SENT + "General OpenSslEngine problem | ADDRESS_TLS",
        NOT_SENT + "Channel closed while still aggregating message | ADDRESS_NOT_ANSWERING",
        // of the embedded agent
        NOT_SENT + "The host name does not resolve: agent-a:8090 | ADDRESS_NOT_RESOLVED",
        NOT_SENT + "Connection refused: agent-a:8090 | ADDRESS_REFUSED",
        NOT_SENT + "No answer within 10000 ms: agent-a:8090 | ADDRESS_UNREACHABLE",
        NOT_SENT + "Not an HTTP answer: agent-a:8090 | ADDRESS_NO_AGENT",
        NOT_SENT
            + "Connection closed before the end of the answer: agent-a:8090 | ADDRESS_NOT_ANSWERING",
        NOT_SENT + "No secure connection, its certificate has expired: agent-a:8090 | ADDRESS_TLS",
        LOOPBACK + " | ADDRESS_NOT_CALLED",
        // something else answers
        SENT + "[404] - | ADDRESS_NO_AGENT",
        SENT + "[404] - <html><body>nginx 404</body></html> | ADDRESS_NO_AGENT",
        SENT + "[404] - {\"message\":\"no Route matched with those values\"} | ADDRESS_NO_AGENT",
        SENT + "[502] - <html>Bad Gateway</html> | ADDRESS_NO_AGENT",
        SENT
            + "[503] - upstream connect error or disconnect/reset before headers. reset reason: connection refused | ADDRESS_NO_AGENT",
        SENT + "[301] - | ADDRESS_NO_AGENT",
        SENT + "[405] - | ADDRESS_NO_AGENT",
        SENT + "[415] - {\"message\":\"Unsupported Media Type\"} | ADDRESS_NO_AGENT",
        SENT + "[401] - | ADDRESS_NO_AGENT",
        SENT + "[403] - cloudflare | ADDRESS_NO_AGENT",
        SENT + "[200] - <html>It works!</html> | ADDRESS_NO_AGENT",
        SENT
            + "[400] - <html><center>The plain HTTP request was sent to HTTPS port</center> | ADDRESS_TLS",
        SENT + "[400] - Client sent an HTTP request to an HTTPS server. | ADDRESS_TLS",
        // an agent refuses
        SENT
            + "[500] - {\"status\":500,\"type\":\"error:InternalServerError\",\"detail\":\"x\"} | PEER_REFUSED",
        SENT
            + "[400] - {\"status\":\"fail\",\"error\":{\"type\":\"NotImplementedError\"}} | PEER_REFUSED",
        SENT
            + "[403] - {\"type\":\"error:DIDCommControllerError:UntrustedMessage\"} | PEER_REFUSED",
        SENT
            + "[404] - {\"type\":\"error:ConnectionServiceError:ThreadIdNotFound\"} | INVITATION_UNKNOWN",
        SENT
            + "[422] - {\"type\":\"error:DIDCommControllerError:PeerDIDNotFoundError\"} | INVITATION_UNKNOWN",
        "The peer's answer can't be trusted: the signed message has a bad signature | ADDRESS_NO_AGENT",
        "The peer answered with a problem report (unsigned): e.p.xfer: busy | PEER_REFUSED",
        "The peer answered with a problem report: e.p.msg.refused: connection refused | PEER_REFUSED",
        // words that tell nothing of the address
        "The operation is not allowed for the current connection record state: state=X | NOT_SENT",
        "DIDComm sending error | NOT_SENT",
        "Failure Info | NOT_SENT"
      })
  void words_of_agents_have_one_cause_whatever_the_form_of_the_service(String words, Cause cause) {
    assertCause(ScriptedAgent.did(ADDRESS), words, cause);
    assertCause(ScriptedAgent.didOf2023(ADDRESS), words, cause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The DID Doc 'did:peer:2.Ez6LS' not resolved",
        "org.didcommx.peerdid.MalformedPeerDIDException: Invalid peer DID provided",
      })
  void an_agent_of_2023_that_cannot_read_a_did_says_so(String words) {
    try (var inviter = ScriptedAgent.named("inviter", ADDRESS);
        var invitee = ScriptedAgent.named("invitee").of(inviter.invitation())) {
      invitee.dids(ScriptedAgent.didOf2023("http://agent-b:8090"), inviter.did());

      assertThat(end(invitee, words).diagnosis().cause()).isEqualTo(Cause.DID_FORMS_DIFFER);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://issuer_agent:8090 | No answer | ADDRESS_UNDERSCORE",
        "http://issuer_agent:8090 | Connection refused | ADDRESS_REFUSED",
        "did:peer:2.Ez6LSdcDkGx98bq7NUK1KDrm17JyP49Z2aX2DcpHbv6jpjF4u | anything | MEDIATOR_UNUSABLE",
        "did:peer:2.unreadable | anything | MEDIATOR_UNUSABLE",
        "did:web:mediator.acme.org | Connection refused: mediator.acme.org:443 | MEDIATOR_NOT_REACHED",
        "wss://m.acme.org/ws | The peer's DID has no http or https service | ADDRESS_EMPTY"
      })
  void what_is_known_of_the_address_goes_before_words(String address, String words, Cause cause) {
    assertCause(ScriptedAgent.didOf2023(address), words, cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // down
        NOT_SENT + "Connection refused: mediator:8000 | MEDIATOR_NOT_REACHED",
        NOT_SENT + "The host name does not resolve: mediator:8000 | MEDIATOR_NOT_REACHED",
        NOT_SENT + "No answer within 10000 ms: mediator:8000 | MEDIATOR_NOT_REACHED",
        NOT_SENT
            + "Connection closed before the end of the answer: mediator:8000 | MEDIATOR_NOT_REACHED",
        NOT_SENT
            + "No secure connection, its certificate has expired: mediator:8000 | MEDIATOR_NOT_REACHED",
        NOT_SENT
            + "finishConnect(..) failed with error(-111): Connection refused: /10.0.0.5:8000 | MEDIATOR_NOT_REACHED",
        SENT + "[400] - Client sent an HTTP request to an HTTPS server. | MEDIATOR_NOT_REACHED",
        LOOPBACK + " | ADDRESS_NOT_CALLED",
        // refuses
        REPORT + "e.p.me.res.storage: Storage is full | MEDIATOR_REFUSED",
        REPORT + "e.p.crypto.message.dejavu | MEDIATOR_REFUSED",
        REPORT + "no code: not enrolled | MEDIATOR_REFUSED",
        REPORT + "e.p.msg: [503] Connection refused, certificate has expired | MEDIATOR_REFUSED",
        SENT + "[503] - | MEDIATOR_REFUSED",
        SENT + "[413] - too large | MEDIATOR_REFUSED",
        SENT
            + "[422] - {\"type\":\"error:DIDCommControllerError:PeerDIDNotFoundError\"} | MEDIATOR_REFUSED",
        "The mediator's answer is not a DIDComm message: [200] <html>It works!</html> | MEDIATOR_REFUSED",
        "The mediator's answer is not a DIDComm message: [200] - ssl | MEDIATOR_REFUSED",
        "The mediator's answer can't be trusted: invalid envelope.recipients | MEDIATOR_REFUSED",
        NOT_SENT + "Not an HTTP answer: mediator:8000 | MEDIATOR_REFUSED",
        // does not know the wallet
        REPORT
            + "e.p.req.not_enroll: The DID 'did:peer:2.Ez6LS' is not enroll. | MEDIATOR_NOT_ENROLLED",
        "The mediator answered with a problem report (unsigned): e.p.req.not_enroll: no | MEDIATOR_NOT_ENROLLED",
        "The mediator answered with a problem report (signed by another DID): e.p.msg | MEDIATOR_REFUSED",
        REPORT + "e.p.req.not_enrolled | MEDIATOR_NOT_ENROLLED",
        REPORT + "e.p.req.not-enrolled: [404] refused | MEDIATOR_NOT_ENROLLED",
        REPORT + "e.m.req.unknown_recipient: nobody | MEDIATOR_NOT_ENROLLED",
        // can't be used by this agent: of a Cloud Agent 2.2, and of embedded agents until now
        NOT_SENT + "routingKeys is not supported at the moment | MEDIATOR_UNSUPPORTED",
        NOT_SENT
            + "DID did:peer:2.Ez6LS defines alternative endpoint recursively | MEDIATOR_UNSUPPORTED",
        "The peer is reached through a mediator, which this agent can't use: did:peer:2.Ez6LS | MEDIATOR_UNSUPPORTED",
        "The operation is not allowed for the current connection record state: state=X | NOT_SENT"
      })
  void words_of_agents_on_a_mediator_have_one_cause(String words, Cause cause) {
    var mediator = ScriptedAgent.did("http://mediator:8000");

    assertCause(ScriptedAgent.did(mediator), words, cause);
    assertCause(ScriptedAgent.didOf2023(mediator), words, cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ws://mediator:8000/ws | The mediator's DID has no http or https service, only ws:// | MEDIATOR_WS_ONLY",
        "wss://mediator:8000/ws | routingKeys is not supported at the moment | MEDIATOR_WS_ONLY",
        "ftp://mediator:8000 | The mediator's DID has no http or https service | MEDIATOR_UNUSABLE",
        "https://my.domain.com | Failed to resolve 'my.domain.com' | ADDRESS_PLACEHOLDER",
        "http://the_mediator:8000 | No answer | ADDRESS_UNDERSCORE"
      })
  void what_is_known_of_the_mediators_address_goes_before_words(
      String address, String words, Cause cause) {
    assertCause(ScriptedAgent.did(ScriptedAgent.did(address)), words, cause);
  }

  @Test
  void a_mediators_report_is_shown_with_its_address_and_cut() {
    try (var invitee = ScriptedAgent.named("invitee")) {
      var mediator = ScriptedAgent.did("http://mediator:8000");
      invitee.dids(ScriptedAgent.did("http://agent-b:8090"), ScriptedAgent.did(mediator));

      var end = end(invitee, REPORT + "e.p.req.not_enroll: \u001b[31m" + "x".repeat(400));

      assertThat(end.diagnosis().evidence().get(0))
          .startsWith(
              "the inviter's mediator answered invitee's message with a problem report,"
                  + " e.p.req.not_enroll: \\u001b[31mxxx")
          .endsWith("x…")
          .hasSizeLessThan(300);
      assertThat(end.diagnosis().evidence().get(1))
          .isEqualTo("the inviter is reached through the mediator at http://mediator:8000");
    }
  }

  /** A stranger's invitation, so that only its DID is known of the inviter. */
  private static void assertCause(String inviter, String words, Cause cause) {
    try (var invitee = ScriptedAgent.named("invitee")) {
      invitee.dids(ScriptedAgent.did("http://agent-b:8090"), inviter);

      var end = end(invitee, words);

      assertThat(end.diagnosis().cause()).as(end.getMessage()).isEqualTo(cause);
      assertThat(end.diagnosis().side())
          .contains(OF_THE_SENDER.contains(cause) ? Side.INVITEE : Side.INVITER);
    }
  }

  private static DeadEndException end(ScriptedAgent invitee, String words) {
    invitee.at(
        1,
        "ConnectionRequestPending",
        json -> {
          json.put("metaRetries", 0);
          json.putObject("metaLastFailure")
              .put("status", 400)
              .put("type", "error:BackgroundJobError:FailureInfo")
              .put("title", "Failure Info")
              .put("detail", words);
          return json;
        });
    try (Agent agent = invitee.start().open()) {
      Connection connection = agent.connection(invitee.invitation().id());
      try (var handshake = Handshake.ofInvitee(agent, connection)) {
        return catchThrowableOfType(DeadEndException.class, () -> handshake.await(LONG));
      }
    }
  }
}

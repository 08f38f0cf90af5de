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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The failures that agents write into their records, each of which has one cause. */
class SendFailureCausesTest {

  private static final String ADDRESS = "http://agent-a:8090";
  private static final String SENT = "DIDComm sending error: ";
  private static final String NOT_SENT = "Error when sending message: ";
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
        "did:peer:2.Ez6LSdcDkGx98bq7NUK1KDrm17JyP49Z2aX2DcpHbv6jpjF4u | anything | ADDRESS_MEDIATOR",
        "wss://m.acme.org/ws | The peer's DID has no http or https service | ADDRESS_EMPTY"
      })
  void what_is_known_of_the_address_goes_before_words(String address, String words, Cause cause) {
    assertCause(ScriptedAgent.didOf2023(address), words, cause);
  }

  /** A stranger's invitation, so that only its DID is known of the inviter. */
  private static void assertCause(String inviter, String words, Cause cause) {
    try (var invitee = ScriptedAgent.named("invitee")) {
      invitee.dids(ScriptedAgent.did("http://agent-b:8090"), inviter);

      var end = end(invitee, words);

      assertThat(end.diagnosis().cause()).as(end.getMessage()).isEqualTo(cause);
      assertThat(end.diagnosis().side())
          .contains(cause == Cause.NOT_SENT ? Side.INVITEE : Side.INVITER);
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

package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Envelope;
import duet.didcomm.Invitation;
import duet.text.SafeText;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The agent that is checked, as the cases see it. */
final class CheckedAgent {

  /** The id of no connection. */
  static final String UNKNOWN_ID = "00000000-0000-4000-8000-00000000dead";

  /** Nobody listens there. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  private final RawHttp http;
  private final CreatedRecords created;
  private final Optional<PeerServer> peerServer;
  private final Optional<PeerProbe> probe;
  private final Duration timeout;
  private FinishedHandshake finished;
  private Deviation unfinished;

  /**
   * @param peerServer where the agent reaches our peers, if it can
   * @param timeout how long to wait for what the agent does on its own
   */
  CheckedAgent(
      RawHttp http, CreatedRecords created, Optional<PeerServer> peerServer, Duration timeout) {
    this.http = http;
    this.created = created;
    this.peerServer = peerServer;
    this.probe = peerServer.map(server -> new PeerProbe(this, server));
    this.timeout = timeout;
  }

  RawHttp http() {
    return http;
  }

  CreatedRecords created() {
    return created;
  }

  Duration timeout() {
    return timeout;
  }

  /** Where the agent reaches our peers; skips the case if it can't. */
  PeerServer peerServer() {
    probe().check();
    return peerServer.orElseThrow();
  }

  /** Has the agent accept an invitation of a new peer; skips the case if it can't reach one. */
  OfferedInvitation offer() {
    return probe().offer();
  }

  /** A new peer of ours; whether the agent reaches it is another matter. */
  CheckPeer newPeer() {
    return peerServer.map(PeerServer::peer).orElseGet(() -> CheckPeer.at(NOWHERE));
  }

  /** Why the agent doesn't reach our peers, once a case needed one. */
  Optional<String> remark() {
    return probe.flatMap(PeerProbe::remark);
  }

  /** Asks for a connection with this body. */
  HttpReply create(String body) {
    return created.record(http.post("/connections", body));
  }

  /** Asks for a good invitation, as cases need one. */
  CreatedInvitation invite() {
    var json = create("{\"label\":\"duet check\"}").object(201);
    var link = json.at("/invitation/invitationUrl").asText();
    return new CreatedInvitation(json.path("connectionId").asText(), Invitation.parse(link));
  }

  /** Has the agent accept an invitation, or any other text. */
  HttpReply accept(String text) {
    var body = HttpReply.MAPPER.createObjectNode().put("invitation", text);
    return created.record(http.post("/connection-invitations", body.toString()));
  }

  /** Posts an envelope as a good peer would. */
  HttpReply message(URI endpoint, String envelope) {
    return http.message(endpoint, Envelope.MEDIA_TYPE, envelope);
  }

  JsonNode connection(String id) {
    return http.get("/connections/" + id).object(200);
  }

  /** Fails the case unless the agent's connection comes to this state in time. */
  JsonNode await(String id, String state) {
    if (!comesTo(() -> connection(id).path("state").asText().equals(state))) {
      throw Deviation.failed("state " + state + within(), seen(id));
    }
    return connection(id);
  }

  /** Whether this comes to hold in time. */
  boolean comesTo(Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .atMost(timeout)
          .until(condition);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /** Fails the case unless the agent sends this message in time. */
  ReceivedMessage received(String type, String thid, String connection) {
    return peerServer()
        .message(type, thid, timeout)
        .orElseThrow(
            () ->
                Deviation.failed(
                    "a " + type.replaceFirst(".*/", "") + " at " + peerServer().url("") + within(),
                    "none, and " + seen(connection)));
  }

  /**
   * The message; empty if the agent doesn't send it in time, reports why it can't, or that it did.
   * Skips the case if the agent doesn't reach our peers.
   */
  Optional<ReceivedMessage> attempted(String type, String thid, String connection) {
    var peers = peerServer();
    comesTo(() -> peers.message(type, thid).isPresent() || hasTried(connection(connection)));
    return peers.message(type, thid);
  }

  private static boolean hasTried(JsonNode connection) {
    return connection.has("metaLastFailure") || connection.path("state").asText().endsWith("Sent");
  }

  /** Fails the case unless an invitation of the agent is still as nobody had answered it. */
  void untouched(CreatedInvitation invited) {
    var json = connection(invited.id());
    Deviation.unlessEqual("state", "InvitationGenerated", json.path("state").asText());
    Deviation.unless(!json.has("theirDid"), "no theirDid", "one");
  }

  /** A handshake that a peer of ours finished as invitee; made at the first use. */
  FinishedHandshake finished() {
    if (unfinished != null) {
      throw unfinished;
    }
    if (finished == null) {
      try {
        finished = FinishedHandshake.handshake(this, CheckedAgent::encryptedRequest);
      } catch (Deviation e) {
        unfinished = e;
        throw e;
      }
    }
    return finished;
  }

  static String encryptedRequest(CheckPeer peer, CreatedInvitation invited) {
    return peer.authcrypt(peer.request(invited.invitation()), invited.did());
  }

  private PeerProbe probe() {
    return probe.orElseThrow(
        () ->
            Deviation.skipped(
                "the agent is on another machine and can't reach the check's peers (see --peer-url)"));
  }

  String within() {
    return " within " + timeout.toSeconds() + " s";
  }

  String seen(String id) {
    var json = connection(id);
    var failure = json.at("/metaLastFailure/detail").asText();
    var shown = SafeText.shorten(failure, 160);
    return json.path("state").asText() + (failure.isEmpty() ? "" : ", its failure: " + shown);
  }
}

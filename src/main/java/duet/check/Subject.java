package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Envelope;
import duet.didcomm.Invitation;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The agent that is checked, as the cases see it. */
final class Subject {

  private final Calls calls;
  private final Traces traces;
  private final Optional<Mailbox> mailbox;
  private final Duration patience;
  private Finished finished;

  /**
   * @param mailbox where the agent reaches our peers, if it can
   * @param patience how long to wait for what the agent does by itself
   */
  Subject(Calls calls, Traces traces, Optional<Mailbox> mailbox, Duration patience) {
    this.calls = calls;
    this.traces = traces;
    this.mailbox = mailbox;
    this.patience = patience;
  }

  Calls calls() {
    return calls;
  }

  Traces traces() {
    return traces;
  }

  Duration patience() {
    return patience;
  }

  /** Skips the case if the agent can't reach us. */
  Mailbox mailbox() {
    return mailbox.orElseThrow(
        () ->
            Deviation.skipped(
                "the agent is on another machine and can't reach us here; --peer-url tells how"));
  }

  /** Asks for a connection with this body. */
  Reply create(String body) {
    return traces.noted(calls.post("/connections", body));
  }

  /** Asks for a good invitation, as cases need one. */
  Invited invite() {
    var json = create("{\"label\":\"duet check\"}").object(201);
    var link = json.at("/invitation/invitationUrl").asText();
    return new Invited(json.path("connectionId").asText(), Invitation.parse(link));
  }

  /** Hands the agent an invitation in any text. */
  Reply accept(String text) {
    var body = Reply.MAPPER.createObjectNode().put("invitation", text);
    return traces.noted(calls.post("/connection-invitations", body.toString()));
  }

  /** Posts an envelope as a good peer would. */
  Reply message(URI endpoint, String envelope) {
    return calls.message(endpoint, Envelope.MEDIA_TYPE, envelope);
  }

  JsonNode connection(String id) {
    return calls.get("/connections/" + id).object(200);
  }

  /** Fails the case unless the agent's connection comes to this state in time. */
  JsonNode await(String id, String state) {
    try {
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .atMost(patience)
          .until(() -> connection(id).path("state").asText().equals(state));
    } catch (ConditionTimeoutException e) {
      throw Deviation.failed("state " + state + within(), seen(id));
    }
    return connection(id);
  }

  /** Fails the case unless the agent sends this message in time. */
  Received received(String type, String thid, String connection) {
    return mailbox()
        .message(type, thid, patience)
        .orElseThrow(
            () ->
                Deviation.failed(
                    "a " + type.replaceFirst(".*/", "") + " at " + mailbox().url("") + within(),
                    "none, and " + seen(connection)));
  }

  /** Fails the case unless an invitation of the agent is still as nobody had answered it. */
  void untouched(Invited invited) {
    var json = connection(invited.id());
    Deviation.unlessEqual("state", "InvitationGenerated", json.path("state").asText());
    if (json.has("theirDid")) {
      throw Deviation.failed("no theirDid", "one");
    }
  }

  /** A handshake that a peer of ours finished as invitee; made at the first use. */
  Finished finished() {
    if (finished == null) {
      finished = Finished.handshake(this, (peer, invited) -> sealedRequest(peer, invited));
    }
    return finished;
  }

  static String sealedRequest(Peer peer, Invited invited) {
    return peer.sealed(peer.request(invited.invitation()), invited.did());
  }

  private String within() {
    return " within " + patience.toSeconds() + " s";
  }

  private String seen(String id) {
    var json = connection(id);
    var failure = json.at("/metaLastFailure/detail").asText();
    var shown = failure.length() <= 160 ? failure : failure.substring(0, 160) + "…";
    return json.path("state").asText() + (failure.isEmpty() ? "" : ", its failure: " + shown);
  }
}

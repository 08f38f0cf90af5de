package duet.check;

import static duet.check.Alteration.answers;
import static duet.check.Alteration.json;
import static duet.check.Alteration.lost;
import static duet.check.Alteration.status;
import static duet.check.Alteration.with;
import static duet.check.Alteration.without;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What has to be altered of an agent's answers to make it fail a case. */
final class Alterations {

  private static final String EMPTY_LIST =
      "{\"contents\":[],\"kind\":\"ConnectionsPage\",\"self\":\"\",\"pageOf\":\"\"}";
  private static final String CREATE = "POST /connections";
  private static final String LIST = "GET /connections\\?.*";
  private static final String READ = "GET /connections/.*";
  private static final String ACCEPT = "POST /connection-invitations";
  private static final String MESSAGE = "POST /didcomm";
  private static final String WEBHOOK = "POST /events/webhooks";

  private Alterations() {}

  /** Cases by name, each with one; a case may have several. */
  static Stream<Arguments> all() {
    return Stream.of(access(), create(), read(), accept(), messages(), handshakes(), mediators())
        .flatMap(List::stream);
  }

  private static List<Arguments> access() {
    var open = answers("GET /connections", 200, EMPTY_LIST);
    return List.of(
        arguments(
            "health reports a version and needs no key", without("GET /_system/health", "version")),
        arguments("health reports a version and needs no key", status("GET /_system/health", 401)),
        arguments("a missing key is refused", open),
        arguments("an empty key is refused", open),
        arguments("a wrong key is refused", open),
        arguments("an unknown path is not found", answers("GET /duet-check", 200, "<html>")),
        arguments("an unsupported method is not found", status("PUT .*", 405)),
        arguments(
            "an error is JSON with status, type, title, detail and instance",
            answers(READ, 404, "{\"status\":404,\"type\":\"error:X\",\"title\":\"X\"}")));
  }

  private static List<Arguments> create() {
    return List.of(
        arguments(
            "an invitation has the label, goal code and goal asked for", without(CREATE, "goal")),
        arguments(
            "an invitation has the label, goal code and goal asked for",
            with(CREATE, "myDid", "did:peer:2.x")),
        arguments(
            "an empty object makes an invitation without those fields", with(CREATE, "label", "")),
        arguments(
            "an empty object makes an invitation without those fields",
            with(CREATE, "createdAt", "now")),
        arguments("an unknown field is ignored", status(CREATE, 400)),
        arguments("a body is read whatever its content type", status(CREATE, 415)),
        arguments("no body is refused", answers(CREATE, 201, "{}")),
        arguments("a body that is not JSON is refused", status(CREATE, 422)),
        arguments("a field of another type is refused", answers(CREATE, 201, "{}")),
        arguments("a label has at most 255 characters", status(CREATE, 201)),
        arguments("a goalCode has at most 255 characters", status(CREATE, 201)),
        arguments("a goal has at most 255 characters", status(CREATE, 400)),
        arguments(
            "the link holds the invitation in base64url",
            invitation(j -> j.put("invitationUrl", j.path("invitationUrl").asText() + "%41"))),
        arguments(
            "the link holds the invitation in base64url",
            invitation(j -> j.put("from", "did:peer:2.x"))),
        arguments(
            "its DID is a did:peer:2 with two keys and a service",
            linked(peer().replaceFirst("\\.V[^.]*", ""))),
        arguments("each invitation has a DID of its own", linked(peer())),
        arguments("its DIDComm address answers from here", linked(peer())));
  }

  private static List<Arguments> read() {
    var none = answers(LIST, 200, EMPTY_LIST);
    return List.of(
        arguments("a connection is found by its id", with(READ, "label", "another")),
        arguments("an unknown id is not found", status(READ, 410)),
        arguments("an id that is not a UUID is refused", status(READ, 404)),
        arguments("a new connection is in the list", none),
        arguments("a thread finds its one connection", none),
        arguments(
            "an unknown thread finds none", json(LIST, j -> j.withArray("contents").addObject())),
        arguments("a limit of one gives one connection and a next page", without(LIST, "next")),
        arguments("an offset skips the first connection", none),
        arguments("a limit of 0 and an offset below 0 are answered", status(LIST, 400)),
        arguments("a limit that is not a number is refused", none),
        arguments("an offset that is not a number is refused", none),
        arguments("an unused invitation is deleted", status("DELETE .*", 200)),
        arguments("an unused invitation is deleted", lost("DELETE .*", 204, "")),
        arguments("an unknown connection can't be deleted", answers("DELETE .*", 204, "")),
        arguments(
            "a connection can't be deleted by an id that is not a UUID", status("DELETE .*", 404)));
  }

  private static List<Arguments> accept() {
    var taken = lost(ACCEPT, 200, "{}");
    return List.of(
        arguments("text that is not base64 is refused", taken),
        arguments("base64 of text that is not JSON is refused", taken),
        arguments("JSON that is not an invitation is refused", taken),
        arguments("empty text is refused", taken),
        arguments("an invitation without body.accept is refused", taken),
        arguments("an invitation of another type is refused", taken),
        arguments("an invitation link is refused", taken),
        arguments("a body without an invitation is refused", taken),
        arguments("an acceptance that is not JSON is refused", taken),
        arguments("the agent's own invitation is refused", taken),
        arguments("the agent's own invitation is refused", with(READ, "theirDid", "did:peer:2.x")),
        arguments("a webhook is registered, listed and deleted", without(WEBHOOK, "customHeaders")),
        arguments("a webhook is registered, listed and deleted", status("DELETE /events/.*", 500)),
        arguments("a second webhook is refused", answers(WEBHOOK, 200, "{}").where(second())),
        arguments("a webhook without a URL is refused", lost(WEBHOOK, 200, "{}")),
        arguments("an event reports a new connection", lost(WEBHOOK, 200, "{\"id\":\"x\"}")));
  }

  private static List<Arguments> messages() {
    var taken = lost(MESSAGE, 202, "");
    var changed = with(READ, "state", "ConnectionRequestReceived");
    return Stream.concat(
            Stream.of(
                    "another content type is refused",
                    "a content type with a charset is refused",
                    "a message that is not JSON is refused",
                    "an empty object is refused as a message",
                    "a damaged message is refused",
                    "a message for another key is refused",
                    "an anonymous request is refused",
                    "a request in someone else's name is refused",
                    "an anonymous response is refused",
                    "a response in someone else's name is refused",
                    "a response from another DID is refused",
                    "a replayed request is refused",
                    "a second invitee is refused",
                    "a request in an unknown thread is refused",
                    "a request without a thread is refused",
                    "a message of an unknown type is refused")
                .map(name -> arguments(name, taken)),
            Stream.of(
                    "another content type is refused",
                    "a damaged message is refused",
                    "a message for another key is refused",
                    "an anonymous request is refused",
                    "a request in someone else's name is refused",
                    "a request in an unknown thread is refused",
                    "a message of an unknown type is refused")
                .map(name -> arguments(name, changed)))
        .toList();
  }

  private static List<Arguments> handshakes() {
    return List.of(
        arguments("an invitee's request ends in a connection", lost(MESSAGE, 202, "")),
        arguments("an invitee's request ends in a connection", with(READ, "theirDid", "did:x")),
        arguments("an invitee's request ends in a connection", answers(MESSAGE, 202, "{}")),
        arguments("an inviter's invitation ends in a connection", with(ACCEPT, "role", "Inviter")),
        arguments("an inviter's invitation ends in a connection", with(READ, "myDid", "did:x")),
        arguments("an authcrypt inside an anoncrypt is accepted", status(MESSAGE, 400)),
        arguments(
            "an invitation is accepted once",
            answers(ACCEPT, 200, "{}").where(passing -> passing.status() == 400)),
        arguments("a finished connection is not deleted", answers("DELETE .*", 204, "")));
  }

  private static List<Arguments> mediators() {
    var unanswered = lost(MESSAGE, 202, "");
    return List.of(
        arguments("a response to a peer behind a mediator goes in a forward", unanswered),
        arguments(
            "a request to a peer behind a mediator goes in a forward",
            with(ACCEPT, "role", "Inviter")),
        arguments("a mediator behind another gets its forward in a forward", unanswered),
        arguments("routing keys beside a URL are those of mediators", unanswered),
        arguments("routing keys beside a mediator's DID are those of further ones", unanswered),
        arguments("a WebSocket before an http address is passed over", unanswered),
        arguments("a success that holds a problem report does not count as sent", unanswered),
        arguments(
            "a success that holds a problem report does not count as sent",
            with(READ, "state", "ConnectionResponseSent")));
  }

  private static Predicate<Passing> second() {
    return passing -> passing.request().contains("second");
  }

  private static Alteration invitation(Consumer<ObjectNode> change) {
    return json(CREATE, json -> change.accept(json.withObject("/invitation")));
  }

  /** Every link holds an invitation from this DID. */
  private static Alteration linked(String did) {
    var made =
        Invitation.create(UUID.randomUUID().toString(), did, Optional.empty(), Optional.empty());
    var link = made.link(URI.create("https://my.domain.com/path")).toString();
    return invitation(json -> json.put("invitationUrl", link));
  }

  /** Somebody's DID whose service isn't there. */
  private static String peer() {
    return CheckPeer.at(URI.create("http://127.0.0.1:9/")).name();
  }
}

package duet.didcomm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.text.HttpUrl;
import duet.text.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A DIDComm v2 out-of-band invitation as Cloud Agents exchange it: from a did:peer:2 that says
 * where to send the answer. Made by {@link #create} or {@link #parse}.
 *
 * @param id a UUID
 * @param from the inviter's DID
 * @param accept the profiles of DIDComm the inviter takes; absent and empty are kept apart
 * @param json the text received or sent, with unknown fields, without white space around it
 */
public record Invitation(
    String id,
    String from,
    Optional<String> goalCode,
    Optional<String> goal,
    Optional<List<String>> accept,
    String json) {

  public static final String TYPE = "https://didcomm.org/out-of-band/2.0/invitation";

  /** In characters, of any text form. */
  public static final int MAX_LENGTH = 65_536;

  private static final String SERVICE = "did:peer:2 service";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern ARIES = Pattern.compile(".*/(connections|out-of-band)/1\\.[^/]*/.*");

  public Invitation {
    accept = accept.map(List::copyOf);
    if (!UUID.matcher(id).matches()) {
      throw MalformedException.invalid(
          "invitation.id",
          "a UUID: anything else breaks a Cloud Agent's list of connections",
          Excerpt.of(id));
    }
    endpoint(PeerDid.parse("invitation.from", from));
    Utf8.require("invitation", json);
  }

  /**
   * @throws MalformedException if {@code id} isn't a UUID, or {@code from} isn't a did:peer:2 with
   *     a DIDComm service, or one of them has an unpaired surrogate
   */
  public static Invitation create(
      String id, String from, Optional<String> goalCode, Optional<String> goal) {
    ObjectNode message = JsonObject.create();
    message.put("id", id);
    message.put("type", TYPE);
    message.put("from", from);
    ObjectNode body = message.putObject("body");
    goalCode.ifPresent(text -> body.put("goal_code", text));
    goal.ifPresent(text -> body.put("goal", text));
    body.putArray("accept");
    return new Invitation(id, from, goalCode, goal, Optional.of(List.of()), message.toString());
  }

  /**
   * Reads any text form, ignoring white space around it: base64 in either alphabet, padded or not;
   * a link with a query parameter {@code _oob}, or {@code oob}, percent-encoded or not; the JSON.
   *
   * @throws MalformedException naming the wrong part
   */
  public static Invitation parse(String text) {
    String json = InvitationText.toJson(text);
    JsonObject message = JsonObject.parse("invitation", json);
    requireType(message);
    String id = message.text("id");
    String from = message.text("from");
    JsonObject body = message.object("body");
    return new Invitation(
        id,
        from,
        body.optionalText("goal_code"),
        body.optionalText("goal"),
        body.optionalTexts("accept"),
        json);
  }

  /** The JSON's UTF-8 in base64url without padding, as agents take it. */
  public String encoded() {
    return Base64Url.encode(Utf8.encode(json));
  }

  /** A link to hand over: {@code base} with {@code _oob=} and the invitation added to its query. */
  public URI link(URI base) {
    String text = base.toString();
    int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
    String separator = base.getRawQuery() == null ? "?" : base.getRawQuery().isEmpty() ? "" : "&";
    return URI.create(
        text.substring(0, end) + separator + "_oob=" + encoded() + text.substring(end));
  }

  /** The inviter's keys and services, from {@code from}. */
  public PeerDid peer() {
    return PeerDid.parse(from);
  }

  /** Where the answer goes: http, https or another DID. */
  public URI endpoint() {
    return endpoint(peer());
  }

  private static void requireType(JsonObject message) {
    String type = message.get("type").asText(message.get("@type").asText());
    if (ARIES.matcher(type).matches()) {
      throw MalformedException.invalid(
          "invitation.type", TYPE, Excerpt.of(type) + ", an Aries (DIDComm v1) invitation");
    }
    message.require("type", TYPE);
  }

  private static URI endpoint(PeerDid peer) {
    String uri =
        peer.endpoint()
            .or(() -> peer.services().stream().findFirst())
            .orElseThrow(
                () ->
                    MalformedException.invalid(
                        SERVICE, "a DIDComm service", "missing in " + Excerpt.of(peer.did())))
            .uri();
    try {
      URI endpoint = new URI(uri);
      if (reachable(endpoint)) {
        return endpoint;
      }
      throw unreachable(uri, null);
    } catch (URISyntaxException e) {
      throw unreachable(uri, e);
    }
  }

  private static boolean reachable(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" -> HttpUrl.isValid(uri);
      case "did" -> true;
      default -> false;
    };
  }

  private static MalformedException unreachable(String uri, Throwable cause) {
    return MalformedException.invalid(
        SERVICE,
        "an http or https URL with a host, or a DID",
        uri.isEmpty() ? "empty" : Excerpt.of(uri),
        cause);
  }

  /** Which it is, and where its answer goes: neither its keys nor what would let others use it. */
  @Override
  public String toString() {
    return "invitation " + id + ", to be answered at " + SafeText.escape(endpoint().toString());
  }
}

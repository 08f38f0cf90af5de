package duet.fuzz;

import duet.didcomm.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A request to an agent, mostly one that is nearly right. */
record Call(String method, String target, String contentType, byte[] body) {

  private static final String ID = Texts.INVITATION.id();
  private static final String CREATE =
      "{\"label\":\"Connect with Bob\",\"goalCode\":\"issue-vc\",\"goal\":\"To fuzz\"}";
  private static final String WEBHOOK =
      "{\"url\":\"http://127.0.0.1:9/hook\",\"customHeaders\":{\"Authorization\":\"Bearer x\"}}";
  private static final String JSON = "application/json";

  static Arbitrary<Call> some() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, posts("/connections", Edit.of(CREATE))),
        Tuple.of(4, posts("/connection-invitations", acceptances())),
        Tuple.of(2, posts("/events/webhooks", Edit.of(WEBHOOK))),
        Tuple.of(1, posts("/didcomm", envelopes())),
        Tuple.of(3, Combinators.combine(methods(), targets()).as(Call::without)),
        Tuple.of(1, raw()));
  }

  private static Arbitrary<Call> posts(String path, Arbitrary<String> bodies) {
    var type = path.equals("/didcomm") ? Envelope.MEDIA_TYPE : JSON;
    return bodies.map(body -> new Call("POST", path, type, bytes(body)));
  }

  /** Invitations damaged inside and outside of their base64. */
  private static Arbitrary<String> acceptances() {
    var json = Texts.INVITATION.json();
    var inside = Edit.of(json).map(Texts::base64);
    var stranger = Texts.dids().map(did -> Texts.base64(json.replace(Texts.DID.did(), did)));
    var fresh =
        Arbitraries.randomValue(random -> new java.util.UUID(random.nextLong(), random.nextLong()))
            .map(id -> Texts.base64(json.replace(ID, id.toString())));
    return Arbitraries.oneOf(
        Arbitraries.oneOf(inside, stranger, fresh).map(text -> "{\"invitation\":\"" + text + "\"}"),
        Edit.of("{\"invitation\":\"" + Texts.INVITATION.encoded() + "\"}"));
  }

  private static Arbitrary<String> envelopes() {
    var envelope = Envelope.anoncrypt("{}", List.of(Texts.DID.agreementKey()));
    return Edit.of(envelope);
  }

  private static Arbitrary<String> methods() {
    return Arbitraries.of("GET", "GET", "GET", "DELETE", "POST", "PUT", "PATCH", "OPTIONS", "X");
  }

  private static Arbitrary<String> targets() {
    return Edit.ofAny(
        List.of(
            "/connections",
            "/connections/" + ID,
            "/cloud-agent/connections?offset=0&limit=100&thid=" + ID,
            "/connections?offset=1&limit=1",
            "/connection-invitations",
            "/events/webhooks",
            "/events/webhooks/" + ID,
            "/_system/health",
            "/didcomm",
            "/"));
  }

  private static Call without(String method, String target) {
    return new Call(method, oneToken(target), JSON, new byte[0]);
  }

  /** Bytes that are no UTF-8, and now and then more than an agent takes. */
  private static Arbitrary<Call> raw() {
    var paths = Arbitraries.of("/connections", "/connection-invitations", "/events/webhooks");
    var bodies =
        Arbitraries.frequencyOf(
            Tuple.of(200, Arbitraries.bytes().array(byte[].class).ofMaxSize(200)),
            Tuple.of(1, Arbitraries.of(100_000, 1 << 20, (1 << 20) + 1).map(Call::large)));
    return Combinators.combine(paths, bodies)
        .as((path, body) -> new Call("POST", path, JSON, body));
  }

  private static byte[] large(int length) {
    var body = new byte[length];
    Arrays.fill(body, (byte) '[');
    return body;
  }

  /** A request line's parts end with a blank. */
  private static String oneToken(String target) {
    var token = target.replaceAll("[ \\r\\n]", "");
    return token.startsWith("/") ? token : "/" + token;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    var text = new String(body, 0, Math.min(body.length, 3_000), StandardCharsets.UTF_8);
    return method + " " + target + " " + contentType + " " + text;
  }
}

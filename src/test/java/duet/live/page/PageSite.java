package duet.live.page;

import static duet.live.page.Samples.pages;

import duet.fixture.Reply;
import duet.fixture.StubServer;
import duet.live.board.Detail;
import duet.live.board.Standing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of every kind on a server, under the policy that the live page has. */
final class PageSite implements AutoCloseable {

  static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  static final Detail WHOLE = SampleDetails.whole(Samples.issued("b1", "Bob", Standing.COMPLETE));

  private final StubServer server = new StubServer(Reply.text(404, "text/plain", "not here"));

  PageSite() {
    for (var asset : Asset.values()) {
      server.on(
          "GET /" + asset.fileName(),
          Reply.bytes(200, asset.bytes()).with("Content-Type", asset.contentType()));
    }
    all().forEach(this::page);
    for (var message : WHOLE.messages()) {
      page(
          "pairs/b1/messages/" + message.number(),
          pages().message(Viewer.LEADER, WHOLE.row(), message, false));
    }
    server.on(
        "GET /join.png", Reply.bytes(200, SampleDetails.code()).with("Content-Type", "image/png"));
    for (var id : List.of("a1", "b1")) {
      server.on(
          "GET /pairs/" + id + "/code.png",
          Reply.bytes(200, SampleDetails.code()).with("Content-Type", "image/png"));
    }
    stream("");
  }

  /** Every kind of page, by names that tell them apart. */
  static Map<String, String> all() {
    var open = SampleDetails.invitation(Samples.open("a1", "Mariana Fernandes"));
    var dead = SampleDetails.deadEnd(Samples.deadEnd("c1", "نور الهدى " + "x".repeat(245)));
    var pages = new LinkedHashMap<String, String>();
    pages.put("board", pages().board(Viewer.LEADER, Samples.twenty(), Samples.agents(null)));
    pages.put(
        "outage",
        pages()
            .board(
                Viewer.ONLOOKER,
                Samples.twenty().subList(0, 9),
                Samples.agents("connection refused")));
    pages.put("empty", pages().board(Viewer.LEADER, List.of(), Samples.agents(null)));
    pages.put("empty-onlooker", pages().board(Viewer.ONLOOKER, List.of(), Samples.agents(null)));
    pages.put("invitation", pages().pair(Viewer.LEADER, open));
    pages.put("invitation-onlooker", pages().pair(Viewer.ONLOOKER, open));
    pages.put("pair", pages().pair(Viewer.LEADER, WHOLE));
    pages.put("pair-onlooker", pages().pair(Viewer.ONLOOKER, WHOLE));
    pages.put("dead-end", pages().pair(Viewer.LEADER, dead));
    pages.put(
        "proof-failed",
        pages().pair(Viewer.LEADER, SampleDetails.detail(Samples.unproven("d1", "Priya"))));
    pages.put("code", pages().joinCode(Samples.JOIN));
    pages.put("join", pages().join(Optional.empty()));
    pages.put("own-open", pages().join(Optional.of(open)));
    pages.put("own-dead", pages().join(Optional.of(dead)));
    pages.put("own-complete", pages().join(Optional.of(WHOLE)));
    pages.put(
        "message", pages().message(Viewer.LEADER, WHOLE.row(), WHOLE.messages().get(1), false));
    pages.put(
        "problem", pages().problem(429, "Too many invitations", "Wait a minute, and ask again."));
    return pages;
  }

  /** What the next streams say before they end. */
  void stream(String events) {
    server.on("GET /events", Reply.text(200, "text/event-stream", "retry: 100\n\n" + events));
  }

  static String event(String name, String html) {
    return "event: " + name + "\ndata: " + html.replace("\n", "\ndata: ") + "\n\n";
  }

  URI url(String name) {
    return server.uri("/" + name);
  }

  private void page(String name, String html) {
    server.on(
        "GET /" + name,
        Reply.bytes(200, html.getBytes(StandardCharsets.UTF_8))
            .with("Content-Type", "text/html; charset=utf-8")
            .with("Content-Security-Policy", POLICY));
  }

  @Override
  public void close() {
    server.close();
  }
}

package duet.live.server;

import duet.delivery.DeliveryException;
import duet.delivery.QrCode;
import duet.live.board.Board;
import duet.live.board.Detail;
import duet.live.board.Standing;
import duet.live.page.Asset;
import duet.live.page.BoardPages;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** What is got: pages, what they need, and their streams. */
final class PageRoutes {

  private final Board board;
  private final BoardPages pages;
  private final EventStreams streams;
  private final Optional<URI> join;

  /**
   * @param join where the room joins, if it can
   */
  PageRoutes(Board board, BoardPages pages, EventStreams streams, Optional<URI> join) {
    this.join = join;
    this.board = board;
    this.pages = pages;
    this.streams = streams;
  }

  /** Whether there is something under a path that can be got; pairs may be gone. */
  static boolean has(List<String> path) {
    boolean pair = path.get(0).equals("pairs");
    return switch (path.size()) {
      case 1 ->
          List.of("", "join", "join.png", "events").contains(path.get(0))
              || Asset.named(path.get(0)).isPresent();
      case 2 -> pair || path.equals(List.of("join", "code"));
      case 3 -> pair && path.get(2).equals("code.png");
      case 4 -> pair && path.get(2).equals("messages");
      default -> false;
    };
  }

  /**
   * @param path one that there is
   * @throws PageProblem if it can't be shown to that visitor
   */
  PageAnswer get(List<String> path, Request request, Visitor visitor) {
    if (path.size() == 1) {
      return switch (path.get(0)) {
        case "" -> html(pages.board(visitor.viewer(), board.rows(), board.agents()));
        case "join" -> html(pages.join(visitor.ownRow().flatMap(board::detail)));
        case "join.png" -> png(joinUrl().toString());
        case "events" -> events(request, visitor);
        default -> asset(Asset.named(path.get(0)).orElseThrow());
      };
    }
    if (path.get(0).equals("join")) {
      return html(pages.joinCode(joinUrl()));
    }
    var id = path.get(1);
    return switch (path.size()) {
      case 2 -> pair(detail(id), visitor);
      case 3 -> code(id, visitor);
      default -> message(id, path.get(3), request, visitor);
    };
  }

  private PageAnswer events(Request request, Visitor visitor) {
    var query = Request.extractQueryParameters(request);
    var pair = Optional.ofNullable(query.getValue("pair"));
    pair.ifPresent(this::detail);
    if (pair.isPresent()) {
      return streams.answer(StreamTopic.pair(pair.get(), visitor.viewer()));
    }
    return streams.answer(
        query.get("own") == null ? StreamTopic.BOARD : StreamTopic.own(visitor.ownRow()));
  }

  /** Whoever has the code can answer the invitation. */
  private PageAnswer code(String id, Visitor visitor) {
    if (!visitor.mayInviteWith(id)) {
      throw PageProblem.of(
          403, "This invitation is somebody else's.", "Get one of your own at /join.");
    }
    var link =
        detail(id)
            .link()
            .orElseThrow(
                () ->
                    PageProblem.of(
                        404, "This invitation was answered, or is over.", "Make another one."));
    return png(link);
  }

  private URI joinUrl() {
    return join.orElseThrow(
        () ->
            PageProblem.of(
                404,
                "Only this machine reaches this page.",
                "Start duet live with --host or --public-url to let others join."));
  }

  /** Who joined gets the code where it is large. */
  private PageAnswer pair(Detail detail, Visitor visitor) {
    var row = detail.row();
    boolean own = visitor.ownRow().filter(row.id()::equals).isPresent();
    return own && !visitor.leads() && row.standing() == Standing.OPEN
        ? PageResponse.seeOther("/join")
        : html(pages.pair(visitor.viewer(), detail));
  }

  private static PageAnswer png(String link) {
    try {
      return PageResponse.of(200, "image/png", QrCode.of(link).png());
    } catch (DeliveryException e) {
      throw PageProblem.of(404, "The link is too long for a QR code.", "Use the link itself.");
    }
  }

  private PageAnswer message(String id, String number, Request request, Visitor visitor) {
    var detail = detail(id);
    boolean whole = Request.extractQueryParameters(request).get("whole") != null;
    return detail.messages().stream()
        .filter(message -> String.valueOf(message.number()).equals(number))
        .findFirst()
        .map(message -> pages.message(visitor.viewer(), detail.row(), message, whole))
        .map(PageRoutes::html)
        .orElseThrow(
            () -> PageProblem.of(404, "There is no such message.", "Reload the pair's page."));
  }

  private Detail detail(String id) {
    return board.detail(id).orElseThrow(PageRoutes::gone);
  }

  static PageProblem gone() {
    return PageProblem.of(
        404,
        "There is no such connection, or it had to make room for newer ones.",
        "Go back to the board.");
  }

  private static PageAnswer html(String page) {
    return PageResponse.html(200, page);
  }

  private static PageAnswer asset(Asset asset) {
    return PageResponse.of(200, asset.contentType(), asset.bytes())
        .with(HttpHeader.CACHE_CONTROL, "no-cache");
  }
}

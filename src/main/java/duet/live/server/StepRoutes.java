package duet.live.server;

import duet.live.board.Board;
import duet.live.board.BoardSteps;
import duet.live.board.Row;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/** What forms are posted to. Each call takes as long as the agents' calls. */
final class StepRoutes {

  private static final Set<String> STEPS = Set.of("accept", "delete", "issue", "present");

  private final Board board;
  private final BoardSteps steps;
  private final Access access;
  private final InvitationQuota leaders;
  private final InvitationQuota participants;

  /**
   * @param leaders how many invitations a leader makes
   * @param participants how many everybody else does
   */
  StepRoutes(Board board, Access access, InvitationQuota leaders, InvitationQuota participants) {
    this.board = board;
    this.access = access;
    this.leaders = leaders;
    this.participants = participants;
    steps = board.steps();
  }

  static boolean has(List<String> path) {
    return switch (path.size()) {
      case 1 -> Set.of("invite", "join").contains(path.get(0));
      case 3 -> path.get(0).equals("pairs") && STEPS.contains(path.get(2));
      default -> false;
    };
  }

  /**
   * @throws PageProblem with 403 if the path is for leaders, and the visitor isn't one
   */
  static void requireRight(List<String> path, Visitor visitor) {
    if (!visitor.leads() && !path.equals(List.of("join"))) {
      throw PageProblem.of(
          403,
          "Only a leader can do that.",
          "Open the leader's link, which was printed when the page was started; it works once for"
              + " each start.");
    }
  }

  /**
   * @param cookies writes the cookie of somebody who joined
   */
  PageResponse post(List<String> path, Form form, Visitor visitor, CookieHeader cookies) {
    if (path.size() == 1) {
      return path.get(0).equals("join")
          ? join(form, visitor, cookies)
          : toPair(invite(form, visitor).id());
    }
    var id = path.get(1);
    board.row(id).orElseThrow(PageRoutes::gone);
    switch (path.get(2)) {
      case "accept" -> steps.accept(id);
      case "issue" -> steps.issue(id, form.fields());
      case "present" -> steps.present(id);
      default -> {
        steps.delete(id);
        return PageResponse.seeOther("/");
      }
    }
    return toPair(id);
  }

  private PageResponse join(Form form, Visitor visitor, CookieHeader cookies) {
    var joined = PageResponse.seeOther("/join");
    if (visitor.ownRow().flatMap(board::row).filter(StepRoutes::isOpen).isPresent()) {
      return joined;
    }
    var row = invite(form, visitor);
    if (visitor.member().isPresent()) {
      access.own(visitor.member().get(), row.id());
      return joined;
    }
    return joined.with(HttpHeader.SET_COOKIE, cookies.of(access.join(row.id())));
  }

  private Row invite(Form form, Visitor visitor) {
    var name = form.field("name");
    if (name.isEmpty()) {
      throw PageProblem.of(400, "The name is missing.", "Type a name.");
    }
    (visitor.leads() ? leaders : participants).take(visitor.address());
    return steps.invite(name);
  }

  private static boolean isOpen(Row row) {
    return switch (row.standing()) {
      case OPEN, UNDERWAY -> true;
      case COMPLETE, DEAD_END, EXPIRED -> false;
    };
  }

  private static PageResponse toPair(String id) {
    return PageResponse.seeOther("/pairs/" + id);
  }

  /** The value of a header Set-Cookie for the browser that sent a request. */
  interface CookieHeader {
    String of(AccessSecret secret);
  }
}

package duet.live.server;

import duet.live.page.Viewer;
import java.util.Optional;

/**
 * Who sent a request.
 *
 * @param member empty for onlookers
 * @param address as the server sees it; behind a tunnel or proxy all have one
 */
record Visitor(Optional<Member> member, String address) {

  Viewer viewer() {
    return member.map(Member::viewer).orElse(Viewer.ONLOOKER);
  }

  Optional<String> ownRow() {
    return member.flatMap(Member::row);
  }

  boolean leads() {
    return viewer().leads();
  }

  /** Whether it may have the link and the code of a row's invitation. */
  boolean mayInviteWith(String row) {
    return leads() || ownRow().filter(row::equals).isPresent();
  }
}

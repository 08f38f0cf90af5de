package duet.live.server;

import duet.live.page.Viewer;
import java.util.Optional;

/**
 * Somebody whose cookie is known.
 *
 * @param hash of the cookie
 * @param row of the own invitation
 */
record Member(String hash, Viewer viewer, Optional<String> row) {

  Member {
    if (!hash.matches("[\\w-]{43}")) {
      throw new IllegalArgumentException("not a SHA-256 in base64url");
    }
    if (viewer == Viewer.ONLOOKER) {
      throw new IllegalArgumentException("onlookers have no cookie");
    }
  }

  Member with(String own) {
    return new Member(hash, viewer, Optional.of(own));
  }
}

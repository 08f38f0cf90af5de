package duet.live.server;

import duet.live.page.Viewer;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what: the token of the leader's link, which is redeemed once, and the cookies of
 * leaders and participants. Safe for several threads.
 */
final class Access {

  /** How many members are known; then the oldest participants are forgotten, and leaders last. */
  static final int MOST_MEMBERS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  private final SecureRandom random;
  private final Optional<MembersFile> file;
  private final AccessSecret token;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private Optional<String> unredeemed;

  /**
   * @param file where members are kept; empty for memory
   */
  Access(Optional<MembersFile> file, SecureRandom random) {
    this.file = file;
    this.random = random;
    token = AccessSecret.generate(random);
    unredeemed = Optional.of(token.hash());
    file.map(MembersFile::members).orElse(List.of()).forEach(this::add);
  }

  /** Of the leader's link. */
  AccessSecret token() {
    return token;
  }

  /** Makes the first who shows the token a leader; empty for everybody else. */
  synchronized Optional<AccessSecret> redeem(AccessSecret shown) {
    if (unredeemed.filter(shown::matches).isEmpty()) {
      return Optional.empty();
    }
    unredeemed = Optional.empty();
    return Optional.of(admit(Viewer.LEADER, Optional.empty()));
  }

  /** Makes somebody a participant, with an own row. */
  synchronized AccessSecret join(String row) {
    return admit(Viewer.PARTICIPANT, Optional.of(row));
  }

  /** Replaces the own row of a member. */
  synchronized void own(Member member, String row) {
    if (members.replace(member.hash(), member.with(row)) != null) {
      save();
    }
  }

  synchronized Optional<Member> find(AccessSecret cookie) {
    return Optional.ofNullable(members.get(cookie.hash()));
  }

  private AccessSecret admit(Viewer viewer, Optional<String> row) {
    var cookie = AccessSecret.generate(random);
    add(new Member(cookie.hash(), viewer, row));
    save();
    return cookie;
  }

  private void add(Member member) {
    members.put(member.hash(), member);
    while (members.size() > MOST_MEMBERS) {
      var oldest =
          members.values().stream()
              .filter(one -> !one.viewer().leads())
              .findFirst()
              .orElseGet(() -> members.values().iterator().next());
      members.remove(oldest.hash());
    }
  }

  /** Who can't be kept is a member all the same, until the server ends. */
  private void save() {
    try {
      file.ifPresent(kept -> kept.write(new ArrayList<>(members.values())));
    } catch (UncheckedIOException e) {
      LOG.warn("After a restart, members have to open their links again: {}", e.getMessage());
    }
  }
}

package duet.embedded.server;

import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the latest messages, so that a replay is recognised. */
final class SeenMessages {

  private static final int REMEMBERED = 10_000;

  private final Set<String> latest = new LinkedHashSet<>();

  /** Whether a message was received for the first time. */
  synchronized boolean addIfNew(String sender, String messageId) {
    boolean first = latest.add(sender + " " + messageId);
    if (latest.size() > REMEMBERED) {
      latest.remove(latest.iterator().next());
    }
    return first;
  }
}

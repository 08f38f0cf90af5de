package duet.embedded.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the latest messages, so that a replay is recognised. */
final class SeenMessages {

  private static final int REMEMBERED = 10_000;

  private final Map<String, Boolean> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether a message was received for the first time. */
  synchronized boolean first(String sender, String messageId) {
    return latest.put(sender + " " + messageId, true) == null;
  }
}

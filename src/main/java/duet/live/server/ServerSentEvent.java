package duet.live.server;

import java.nio.charset.StandardCharsets;

/**
 * Writes events as streams carry them (HTML Standard, "Server-sent events"). Each line of data is a
 * line of the stream, so that no text can end its event.
 */
final class ServerSentEvent {

  /** How long a browser waits before it connects anew. */
  static final byte[] RETRY = bytes("retry: 1000\n\n");

  /** Tells that the stream is alive; browsers only tell of events that have data, if empty. */
  static final byte[] BEAT = bytes("event: beat\ndata\n\n");

  static final byte[] END = bytes("\n");

  private ServerSentEvent() {}

  static byte[] of(String name, String data) {
    return bytes(name(name) + lines(data) + "\n");
  }

  /** The first line of an event; lines of data follow, and {@link #END}. */
  static byte[] begin(String name) {
    return bytes(name(name) + "data\n");
  }

  private static String name(String name) {
    return "event: " + name + "\n";
  }

  private static String lines(String data) {
    var lines = new StringBuilder(data.length() + 64);
    for (String line : data.split("\\r\\n|\\r|\\n", -1)) {
      lines.append("data: ").append(line).append('\n');
    }
    return lines.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

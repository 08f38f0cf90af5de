package duet.live.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A response as it came over the wire. */
record Answer(int status, List<String> headers, String body) {

  static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalArgumentException("no response: " + text);
    }
    var head = Arrays.asList(text.substring(0, end).split("\r\n"));
    return new Answer(
        Integer.parseInt(head.get(0).split(" ")[1]),
        head.subList(1, head.size()),
        text.substring(end + 4));
  }

  Optional<String> header(String name) {
    var prefix = name.toLowerCase(Locale.ROOT) + ": ";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst();
  }

  /** The cookie that is set, without its attributes. */
  Optional<String> cookie() {
    return header("Set-Cookie").map(line -> line.substring(0, line.indexOf(';')));
  }
}

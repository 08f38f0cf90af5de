package duet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to a real agent as a curl line, and its answer.
 *
 * @param key the header apikey, if it was sent
 */
record Recording(
    String name,
    String method,
    URI url,
    Optional<String> key,
    Optional<String> contentType,
    Optional<String> body,
    int status,
    JsonNode answer) {

  private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d{3}) ");

  /** All of them, in the order in which they were made. */
  static List<Recording> all(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(Recording::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String pathAndQuery() {
    return url.getPath() + (url.getQuery() == null ? "" : "?" + url.getQuery());
  }

  @Override
  public String toString() {
    return name;
  }

  private static Recording read(Path file) {
    try {
      var text = Files.readString(file);
      var words = words(text.lines().findFirst().orElseThrow().substring("$ curl -i ".length()));
      Matcher status = STATUS.matcher(text);
      status.find();
      int json = text.indexOf("\n{");
      return new Recording(
          file.getFileName().toString(),
          after(words, "-X").orElse("GET"),
          words.stream().filter(word -> word.startsWith("http:")).map(URI::create).toList().get(0),
          header(words, "apikey"),
          header(words, "Content-Type"),
          after(words, "-d"),
          Integer.parseInt(status.group(1)),
          Rest.json(json < 0 ? "" : text.substring(json).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> header(List<String> words, String name) {
    return words.stream()
        .filter(word -> word.startsWith(name + ":") || word.equals(name + ";"))
        .map(word -> word.substring(name.length() + 1).strip())
        .findFirst();
  }

  private static Optional<String> after(List<String> words, String option) {
    int place = words.indexOf(option);
    return place < 0 ? Optional.empty() : Optional.of(words.get(place + 1));
  }

  /** As a shell reads them: a backslash takes the next character as it is. */
  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ') {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c == '\\' ? line.charAt(++i) : c);
      }
    }
    words.add(word.toString());
    return words.stream().filter(w -> !w.isEmpty()).toList();
  }
}

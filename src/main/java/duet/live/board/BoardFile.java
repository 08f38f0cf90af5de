package duet.live.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a board has to know after a restart and no agent tells: the connection over which a
 * credential or proof went, by thread, and when the board first saw one that has no time. Kept in
 * {@code board.json}, for its owner only; of the latest 2,000 threads. Safe for several threads.
 */
final class BoardFile {

  private static final Logger LOG = LoggerFactory.getLogger(BoardFile.class);
  private static final int MOST_THREADS = 2_000;
  private static final long MOST_BYTES = 4 << 20;
  private static final String VERSION = "1.0";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> file;
  private final Map<String, Entry> threads = new LinkedHashMap<>();
  private Optional<String> remark = Optional.empty();
  private boolean unsaved;

  private record Entry(Optional<String> connection, Instant at) {}

  private BoardFile(Optional<Path> file) {
    this.file = file;
  }

  /**
   * A file that is damaged counts as empty, and is replaced when there is something to keep.
   *
   * @param directory empty if nothing is kept
   */
  static BoardFile open(Optional<Path> directory) {
    var opened = new BoardFile(directory.map(path -> path.resolve("board.json")));
    opened.read();
    return opened;
  }

  /** What is wrong with the file, in a sentence. */
  synchronized Optional<String> remark() {
    return remark;
  }

  /** The connection's thread. */
  synchronized Optional<String> connectionOf(String thread) {
    return Optional.ofNullable(threads.get(thread)).flatMap(Entry::connection);
  }

  synchronized void setConnection(String thread, String connection, Instant now) {
    var known = threads.get(thread);
    put(thread, new Entry(Optional.of(connection), known == null ? now : known.at()));
  }

  /** When the thread was first asked about, at the latest now. */
  synchronized Instant firstSeen(String thread, Instant now) {
    var known = threads.get(thread);
    if (known == null) {
      known = new Entry(Optional.empty(), now);
      put(thread, known);
    }
    return known.at();
  }

  /** Writes what is new, if there is a file; a failure becomes the remark, and is logged. */
  void save() {
    byte[] content;
    synchronized (this) {
      if (!unsaved || file.isEmpty()) {
        return;
      }
      unsaved = false;
      content = content();
    }
    try {
      AtomicFile.write(file.get(), content);
    } catch (UncheckedIOException e) {
      var trouble = e.getMessage() + "; credentials may lose their connection on the page";
      if (!remark().equals(Optional.of(trouble))) {
        LOG.warn(trouble);
        setRemark(trouble);
      }
    }
  }

  private void put(String thread, Entry entry) {
    if (entry.equals(threads.put(thread, entry))) {
      return;
    }
    unsaved = true;
    var oldest = threads.keySet().iterator();
    while (threads.size() > MOST_THREADS) {
      oldest.next();
      oldest.remove();
    }
  }

  private byte[] content() {
    var document = JSON.createObjectNode().put("version", VERSION);
    var all = document.putObject("threads");
    threads.forEach(
        (thread, entry) -> {
          var fields = all.putObject(thread).put("at", entry.at().toString());
          entry.connection().ifPresent(connection -> fields.put("connection", connection));
        });
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return;
    }
    try {
      if (Files.size(file.get()) > MOST_BYTES) {
        ignored("it is larger than " + MOST_BYTES + " bytes");
        return;
      }
      if (!(JSON.readTree(Files.readAllBytes(file.get())) instanceof ObjectNode document)
          || !document.path("version").asText().startsWith("1.")
          || !document.path("threads").isObject()) {
        ignored("it is damaged, or of another version");
        return;
      }
      document.path("threads").properties().forEach(one -> read(one.getKey(), one.getValue()));
    } catch (JsonProcessingException e) {
      ignored("it is not valid JSON");
    } catch (IOException e) {
      ignored(AtomicFile.reason(e));
    }
    unsaved = false;
  }

  private void read(String thread, JsonNode fields) {
    try {
      var connection = Optional.of(fields.path("connection").asText()).filter(id -> !id.isEmpty());
      put(thread, new Entry(connection, Instant.parse(fields.path("at").asText())));
    } catch (DateTimeException e) {
      ignored("a time in it can't be read");
    }
  }

  private void ignored(String why) {
    setRemark(
        "%s was ignored: %s. Credentials and proofs of earlier runs may stand apart from their connection."
            .formatted(file.orElseThrow(), why));
  }

  private synchronized void setRemark(String text) {
    remark = Optional.of(text);
  }
}

package duet.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import duet.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a session is kept, for its owner only. Whoever changes it opens it, which locks others out
 * until it is closed or the process ends; reading needs no lock. A file that can't be parsed is
 * refused and left unchanged.
 */
public final class SessionFile implements AutoCloseable {

  private static final String END = "-connection.json";

  private final Path file;
  private final SessionLock lock;

  private SessionFile(Path file, SessionLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Locks the file for a name, whether or not it exists.
   *
   * @param directory created if it doesn't exist
   * @throws SessionException if another process has locked it
   * @throws UncheckedIOException if the directory can't be used
   */
  public static SessionFile open(Path directory, String name) {
    return new SessionFile(path(directory, name), SessionLock.acquire(directory, name));
  }

  /** Where a session of that name is kept. */
  public static Path path(Path directory, String name) {
    return directory.resolve(name + END);
  }

  /**
   * The session of that name, if there is one.
   *
   * @throws SessionException if the file isn't one of ours, is damaged, or of a newer Duet
   */
  public static Optional<Session> find(Path directory, String name) {
    return find(path(directory, name));
  }

  private static Optional<Session> find(Path file) {
    try {
      return Files.exists(file) ? Optional.of(parse(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + AtomicFile.reason(e), e);
    }
  }

  /** The names of all files that look like sessions, sorted. */
  public static List<String> names(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(END) && !name.startsWith("."))
          .map(name -> name.substring(0, name.length() - END.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " can't be read: " + AtomicFile.reason(e), e);
    }
  }

  public Path path() {
    return file;
  }

  /** What {@link #find} finds. */
  public Optional<Session> read() {
    return find(file);
  }

  /**
   * Replaces the file atomically.
   *
   * @return the same session
   */
  public Session write(Session session) {
    AtomicFile.write(file, session.json());
    return session;
  }

  /** Removes the file. */
  public void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be removed: " + AtomicFile.reason(e), e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }

  private static Session parse(Path file) throws IOException {
    JsonNode document;
    try {
      document = SessionJson.MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw refused(file, "is damaged: it is not valid JSON", e);
    }
    var version = document.path("version").asText("");
    if (!version.matches("\\d+\\.\\d+") || !document.path("data").isObject()) {
      throw refused(file, "is not a session of Duet", null);
    }
    if (!version.startsWith("1.")) {
      throw refused(file, "is of a newer Duet (version %s)".formatted(version), null);
    }
    try {
      return SessionJson.read(document.get("data"));
    } catch (IllegalArgumentException e) {
      throw refused(file, "is damaged or of another tool: " + e.getMessage(), e);
    }
  }

  private static SessionException refused(Path file, String why, Exception cause) {
    return new SessionException(
        "%s %s. It was not changed: move it away, or choose another name.".formatted(file, why),
        cause);
  }
}

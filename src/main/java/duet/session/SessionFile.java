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
 * Where a session is kept, for its owner only. Whoever changes it opens it, which keeps all others
 * out until it is closed or the process ends; looking at it needs no such thing. What can't be
 * understood is refused and left as it is.
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
   * Takes a name's file, which needn't be there yet.
   *
   * @param directory is made if it isn't there
   * @throws SessionException if another process has it
   * @throws UncheckedIOException if the directory can't be used
   */
  public static SessionFile open(Path directory, String name) {
    return new SessionFile(path(directory, name), SessionLock.take(directory, name));
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
  public static Optional<Session> look(Path directory, String name) {
    return look(path(directory, name));
  }

  private static Optional<Session> look(Path file) {
    try {
      return Files.exists(file) ? Optional.of(understood(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + AtomicFile.reason(e), e);
    }
  }

  /** The names of all files that look like sessions, in their order. */
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

  /** What {@link #look} finds. */
  public Optional<Session> read() {
    return look(file);
  }

  /**
   * Replaces what is there, as a whole or not at all.
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

  private static Session understood(Path file) throws IOException {
    JsonNode document;
    try {
      document = Session.MAPPER.readTree(Files.readAllBytes(file));
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
      return Session.read(document.get("data"));
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

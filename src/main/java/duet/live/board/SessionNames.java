package duet.live.board;

import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sessions of a data directory, by the threads that they are about. A file that can't be read
 * counts as missing. Safe for several threads.
 */
final class SessionNames {

  private static final int MOST_SESSIONS = 2_000;

  private final Optional<Path> directory;
  private final Map<String, Known> files = new HashMap<>();
  private Map<String, Session> byThread = Map.of();
  private Map<String, Session> byFollowUp = Map.of();

  private record Known(FileTime changed, long size, Optional<Session> session) {}

  SessionNames(Optional<Path> directory) {
    this.directory = directory;
  }

  /** That of a connection's thread. */
  synchronized Optional<Session> ofConnection(String thread) {
    return Optional.ofNullable(byThread.get(thread));
  }

  /** That of a credential's or proof's thread. */
  synchronized Optional<Session> ofFollowUp(String thread) {
    return Optional.ofNullable(byFollowUp.get(thread));
  }

  /**
   * Reads files that have changed.
   *
   * @return whether any has
   */
  boolean refresh() {
    if (directory.isEmpty()) {
      return false;
    }
    try {
      var names = SessionFile.names(directory.get()).stream().limit(MOST_SESSIONS).toList();
      boolean changed = files.keySet().retainAll(names);
      for (String name : names) {
        changed |= refresh(name);
      }
      if (changed) {
        index();
      }
      return changed;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private boolean refresh(String name) {
    var path = SessionFile.path(directory.orElseThrow(), name);
    try {
      var changed = Files.getLastModifiedTime(path);
      long size = Files.size(path);
      var known = files.get(name);
      if (known != null && known.changed().equals(changed) && known.size() == size) {
        return false;
      }
      files.put(name, new Known(changed, size, read(name)));
      return true;
    } catch (IOException e) {
      return files.remove(name) != null;
    }
  }

  private Optional<Session> read(String name) {
    try {
      return SessionFile.find(directory.orElseThrow(), name);
    } catch (SessionException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private void index() {
    var connections = new HashMap<String, Session>();
    var followUps = new HashMap<String, Session>();
    files.values().stream()
        .flatMap(known -> known.session().stream())
        .forEach(
            session -> {
              connections.put(session.thid(), session);
              Stream.concat(
                      session.credentials().stream().map(one -> one.thid()),
                      session.proofs().stream().map(one -> one.thid()))
                  .forEach(thread -> followUps.put(thread, session));
            });
    synchronized (this) {
      byThread = connections;
      byFollowUp = followUps;
    }
  }
}

package duet.embedded.store;

import duet.file.AtomicFile;
import duet.file.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directory of one agent or mediator, which one process uses at a time. Its file {@code lock}
 * names that process, and the last commit that was kept: MVStore takes a truncated file for one
 * whose last write didn't finish, and would silently continue from an earlier commit.
 *
 * <p>An agent that other processes may use names its address there, too, and locks the file's last
 * byte: what a killed process left is then no address. Looking locks nothing but that byte, so that
 * it never keeps an owner out.
 */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String ENDING = ".mv";

  /** Locked while others may use the agent; what comes before it, by every owner. */
  private static final long SHARED_BYTE = Long.MAX_VALUE - 1;

  /**
   * Those of this process, with the addresses of the shared ones: a file lock only keeps out other
   * processes, and is lost once its owner closes the file anywhere.
   */
  private static final Map<Path, Optional<URI>> OPEN = new HashMap<>();

  private final Path path;
  private final Path real;
  private final FileChannel lock;

  private final String owner;
  private Optional<FileLock> sharing = Optional.empty();

  private DataDirectory(String owner, Path path, Path real, FileChannel lock) {
    this.owner = owner;
    this.path = path;
    this.real = real;
    this.lock = lock;
  }

  /**
   * Creates the directory if it doesn't exist, for its owner only, and locks it.
   *
   * @param owner the kind of server whose directory it is, such as {@code agent}
   * @throws StoreException if it can't be used, another process uses it, or it belongs to another
   *     kind of server
   */
  static DataDirectory open(String owner, Path path) {
    try {
      Files.createDirectories(path, OwnerOnly.directory(path));
      var real = path.toRealPath();
      synchronized (OPEN) {
        if (OPEN.putIfAbsent(real, Optional.empty()) != null) {
          throw new StoreException(inUse(path, "another " + owner + " of this process"));
        }
      }
      try {
        requireOwner(owner, path);
        return new DataDirectory(owner, path, real, lock(real));
      } catch (IOException | RuntimeException e) {
        release(real);
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(
          "The directory %s can't be used: %s".formatted(path, AtomicFile.reason(e)), e);
    }
  }

  /**
   * Where others reach the agent of a directory, if a process shares it.
   *
   * @throws UncheckedIOException if that can't be told: to take it for none would give its callers
   *     another agent than they meant
   */
  static Optional<LockText> shared(Path path) {
    try {
      var real = path.toRealPath();
      synchronized (OPEN) {
        return OPEN.containsKey(real)
            ? OPEN.get(real).map(url -> new LockText(ownProcess(), 0, Optional.of(url)))
            : sharedElsewhere(real.resolve(LOCK));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Whether another process runs the agent in %s can't be told: %s"
              .formatted(path, AtomicFile.reason(e)),
          e);
    }
  }

  /**
   * Lets other processes use the agent.
   *
   * @param rest where it answers
   * @throws StoreException if that can't be written
   */
  synchronized void share(URI rest) {
    try {
      lock.truncate(LockText.HEAD_BYTES);
      lock.write(ByteBuffer.wrap(LockText.rest(ownProcess(), rest)), LockText.HEAD_BYTES);
      sharing = Optional.of(lock.lock(SHARED_BYTE, 1, false));
      tell(Optional.of(rest));
    } catch (IOException e) {
      throw new StoreException(lockFile() + " can't be written: " + AtomicFile.reason(e), e);
    }
  }

  /** Ends {@link #share}, if it began: to be called before the agent stops to answer. */
  synchronized void unshare() {
    try {
      if (sharing.isPresent()) {
        tell(Optional.empty());
        sharing.get().release();
        sharing = Optional.empty();
        lock.truncate(LockText.HEAD_BYTES);
      }
    } catch (IOException e) {
      throw new StoreException(lockFile() + " can't be written: " + AtomicFile.reason(e), e);
    }
  }

  /** The database. */
  Path file() {
    return path.resolve(owner + ENDING);
  }

  /** A new database until it is complete. */
  Path unfinished() {
    return path.resolve(owner + ENDING + ".new");
  }

  /** The file that holds {@link #lastCommit}. */
  Path lockFile() {
    return path.resolve(LOCK);
  }

  /** An empty file for its owner only. */
  void create(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, OwnerOnly.file(path));
  }

  /** The number of the last commit known to be kept; 0 if there is none. */
  long lastCommit() throws IOException {
    return LockText.parse(read(lock)).map(LockText::commit).orElse(0L);
  }

  /** Records that a commit is kept. */
  void committed(long number) throws IOException {
    lock.write(ByteBuffer.wrap(LockText.head(ownProcess(), number)), 0);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException(lockFile() + " can't be closed: " + AtomicFile.reason(e), e);
    } finally {
      release(real);
    }
  }

  private static void requireOwner(String owner, Path path) throws IOException {
    try (var files = Files.newDirectoryStream(path, "*" + ENDING)) {
      for (Path file : files) {
        if (!file.getFileName().toString().equals(owner + ENDING)) {
          throw new StoreException(
              "The directory %s holds %s, not what a%s %s keeps: use another directory"
                  .formatted(path, file.getFileName(), owner.startsWith("a") ? "n" : "", owner));
        }
      }
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    var file = directory.resolve(LOCK);
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            OwnerOnly.file(directory));
    try {
      if (channel.tryLock(0, SHARED_BYTE, false) == null) {
        var who = LockText.parse(read(channel)).map(text -> "process " + text.process());
        throw new StoreException(inUse(directory, who.orElse("another process")));
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** For this process. */
  private void tell(Optional<URI> rest) {
    synchronized (OPEN) {
      OPEN.computeIfPresent(real, (path, before) -> rest);
    }
  }

  private static Optional<LockText> sharedElsewhere(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var text = LockText.parse(read(channel)).filter(one -> one.rest().isPresent());
      return text.isPresent() && channel.tryLock(SHARED_BYTE, 1, true) == null
          ? text
          : Optional.empty();
    }
  }

  private static long ownProcess() {
    return ProcessHandle.current().pid();
  }

  private static String inUse(Path path, String who) {
    return "The directory %s is in use by %s: stop that first, or use another directory"
        .formatted(path, who);
  }

  private static String read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(LockText.MOST_BYTES);
    int length = Math.max(0, channel.read(bytes, 0));
    return new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
  }

  private static void release(Path real) {
    synchronized (OPEN) {
      OPEN.remove(real);
    }
  }
}

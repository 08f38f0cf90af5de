package duet.embedded.store;

import duet.file.AtomicFile;
import duet.file.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The directory of one agent or mediator, which one process uses at a time. Its file {@code lock}
 * names that process, and the last commit that was kept: MVStore takes a truncated file for one
 * whose last write didn't finish, and would silently continue from an earlier commit.
 */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String ENDING = ".mv";
  private static final String TEXT = "pid %020d%ncommit %020d%n";
  private static final Pattern FORM = Pattern.compile("pid (\\d{20})\\s+commit (\\d{20})\\s*");

  /** Those of this process: a file lock only keeps out other processes. */
  private static final Set<Path> OPEN = new HashSet<>();

  private final Path path;
  private final Path real;
  private final FileChannel lock;

  private final String owner;

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
        if (!OPEN.add(real)) {
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
    var parts = FORM.matcher(read(lock));
    return parts.matches() ? Long.parseLong(parts.group(2)) : 0;
  }

  /** Records that a commit is kept. */
  void committed(long number) throws IOException {
    var text = TEXT.formatted(ProcessHandle.current().pid(), number);
    lock.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
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
      if (channel.tryLock() == null) {
        var parts = FORM.matcher(read(channel));
        var who = parts.matches() ? "process " + Long.parseLong(parts.group(1)) : "another process";
        throw new StoreException(inUse(directory, who));
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String inUse(Path path, String who) {
    return "The directory %s is in use by %s: stop that first, or use another directory"
        .formatted(path, who);
  }

  private static String read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(200);
    int length = Math.max(0, channel.read(bytes, 0));
    return new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
  }

  private static void release(Path real) {
    synchronized (OPEN) {
      OPEN.remove(real);
    }
  }
}

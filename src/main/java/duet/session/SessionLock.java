package duet.session;

import duet.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Locks a session against other processes, and other users in this one. The system releases the
 * lock when the process ends, however it ends.
 */
final class SessionLock implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  private SessionLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static SessionLock acquire(Path directory, String name) {
    var file = directory.resolve("." + name + "-connection.lock");
    try {
      Files.createDirectories(directory);
      while (true) {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
          channel.close();
          throw new SessionException(
              "The session %s is in use by another process: wait until that has ended."
                  .formatted(name));
        }
        var lock = new SessionLock(file, channel);
        if (lock.isCurrent()) {
          return lock;
        }
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory %s can't be used: %s".formatted(directory, AtomicFile.reason(e)), e);
    }
  }

  /** Removes the file first, while nobody else can hold the lock. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Only an empty file is left behind.
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Whoever had it may have removed the file between our opening and our locking it. Each owner
   * makes it one byte longer, so that a removed one is longer than one that took its place. The
   * name is only looked at: to open and close it again would release the lock.
   */
  private boolean isCurrent() throws IOException {
    long length = channel.size() + 1;
    try {
      channel.write(ByteBuffer.wrap(new byte[] {'.'}), length - 1);
      return Files.size(file) == length;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      close();
      throw e;
    }
  }
}

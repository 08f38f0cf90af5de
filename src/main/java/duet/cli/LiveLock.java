package duet.cli;

import duet.file.AtomicFile;
import duet.file.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets one {@code duet live} at a time run in a data directory. The system releases the lock when
 * the process ends, however it ends.
 */
final class LiveLock implements AutoCloseable {

  private static final String FILE = ".live.lock";
  private static final Pattern FORM = Pattern.compile("process (\\d+)\\n");
  private static final int MOST_BYTES = 100;

  private final FileChannel channel;

  private LiveLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param data created if it doesn't exist
   * @throws UncheckedIOException if another process has locked it, which the message names, or the
   *     directory can't be used
   */
  static LiveLock acquire(Path data) {
    try {
      Files.createDirectories(data, OwnerOnly.directory(data));
      var options =
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var channel = FileChannel.open(data.resolve(FILE), options, OwnerOnly.file(data));
      if (isLocked(channel)) {
        write(channel);
        return new LiveLock(channel);
      }
      var owner = owner(channel);
      channel.close();
      throw new IOException(
          "duet live already runs there ("
              + owner
              + "): stop that first, or use another directory, DUET_DATA, and --port");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory %s can't be used: %s".formatted(data, AtomicFile.reason(e)), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of duet live can't be released", e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void write(FileChannel channel) throws IOException {
    var text = "process " + ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String owner(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(MOST_BYTES);
    int length = Math.max(0, channel.read(bytes, 0));
    var text = new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
    var found = FORM.matcher(text);
    return found.matches() ? "process " + found.group(1) : "another process";
  }
}

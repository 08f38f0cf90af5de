package duet.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files that are for their owner only: under another name, onto the disk, then moved to
 * their place. Whatever fails, the old file is as it was, and nothing half-written is left.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Makes the directory too, where it isn't there.
   *
   * @throws UncheckedIOException telling file and reason in one sentence
   */
  public static void write(Path file, byte[] content) {
    try {
      var directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      var unfinished = Files.createTempFile(directory, "." + file.getFileName() + ".", ".part");
      try {
        writeOut(unfinished, content);
        Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written: " + reason(e), e);
    }
  }

  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with a file, in a few words without its name where that stands before them. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is no directory";
    }
    if (e instanceof NotDirectoryException none) {
      return none.getFile() + " is no directory";
    }
    boolean told = e instanceof FileSystemException known && known.getReason() != null;
    return told ? ((FileSystemException) e).getReason() : String.valueOf(e.getMessage());
  }

  private static void writeOut(Path file, byte[] content) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }
}

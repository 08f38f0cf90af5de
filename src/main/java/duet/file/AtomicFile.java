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
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files atomically: under another name, synced to the disk, then moved into place. On any
 * failure the old file is unchanged, and no partial file is left.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes a file for its owner only, and creates its directory if needed.
   *
   * @throws UncheckedIOException with file and reason in one sentence
   */
  public static void write(Path file, byte[] content) {
    write(file, content, OwnerOnly.file(file));
  }

  /** Like {@link #write(Path, byte[])}. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Like {@link #write(Path, byte[])}, with the permissions of the process' umask. */
  public static void writeShared(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8), new FileAttribute<?>[0]);
  }

  /** Why a file can't be written, as far as can be told before; its directory must be there. */
  public static Optional<String> flaw(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of("it is a directory");
    }
    var directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return Optional.of("no such directory: " + directory);
    }
    if (!Files.isWritable(directory)) {
      return Optional.of("the directory is not writable: " + directory);
    }
    return Files.exists(file) && !Files.isRegularFile(file)
        ? Optional.of("something other than a file is there")
        : Optional.empty();
  }

  private static void write(Path file, byte[] content, FileAttribute<?>[] permissions) {
    try {
      var directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      var unfinished =
          directory.resolve(".%s.%s.part".formatted(file.getFileName(), UUID.randomUUID()));
      try {
        writeOut(unfinished, content, permissions);
        Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written: " + reason(e), e);
    }
  }

  /** What is wrong with a file, in a few words, for a message that begins with its name. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "not a directory: " + ((FileSystemException) e).getFile();
    }
    return e instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : String.valueOf(e.getMessage());
  }

  private static void writeOut(Path file, byte[] content, FileAttribute<?>[] permissions)
      throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, permissions)) {
      var remaining = ByteBuffer.wrap(content);
      while (remaining.hasRemaining()) {
        channel.write(remaining);
      }
      channel.force(true);
    }
  }
}

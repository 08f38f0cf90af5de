package duet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** This process' standard output, which remembers what a writer before it would swallow. */
final class StandardOutput extends OutputStream {

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private IOException lost;

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      synchronized (this) {
        lost = lost == null ? e : lost;
      }
      throw e;
    }
  }

  /**
   * Why something was lost. A reader that has seen enough, as in {@code | head -1}, is no reason.
   */
  synchronized Optional<String> failure() {
    return Optional.ofNullable(lost).map(IOException::getMessage).filter(why -> !isPipe(why));
  }

  /**
   * A pipe can't be written only if nobody reads it any more; the message may be in any language.
   */
  private static boolean isPipe(String message) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException e) {
      return message.toLowerCase(Locale.ROOT).contains("pipe");
    }
  }
}

package duet.cli;

import duet.walkthrough.SecretFilter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes UTF-8 text with its secrets masked: each line at its end, or as far as it goes on a flush.
 */
final class MaskingOutputStream extends OutputStream {

  private final PrintStream out;
  private final SecretFilter filter;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  MaskingOutputStream(PrintStream out, SecretFilter filter) {
    this.out = out;
    this.filter = filter;
  }

  @Override
  public synchronized void write(int b) {
    pending.write(b);
    if (b == '\n') {
      flush();
    }
  }

  @Override
  public synchronized void flush() {
    if (pending.size() > 0) {
      var bytes =
          filter.apply(pending.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      out.write(bytes, 0, bytes.length);
      pending.reset();
    }
    out.flush();
  }
}

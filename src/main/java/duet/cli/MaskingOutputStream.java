package duet.cli;

import duet.walkthrough.SecretFilter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Passes on what is written, in UTF-8, without secrets; a line goes at its end or when flushed. */
final class MaskingOutputStream extends OutputStream {

  private final PrintStream out;
  private final SecretFilter mask;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  MaskingOutputStream(PrintStream out, SecretFilter mask) {
    this.out = out;
    this.mask = mask;
  }

  @Override
  public synchronized void write(int b) {
    open.write(b);
    if (b == '\n') {
      flush();
    }
  }

  @Override
  public synchronized void flush() {
    if (open.size() > 0) {
      var bytes =
          mask.apply(open.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      out.write(bytes, 0, bytes.length);
      open.reset();
    }
    out.flush();
  }
}

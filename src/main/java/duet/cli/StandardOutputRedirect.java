package duet.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and standard error of this process, redirected until closed. */
final class StandardOutputRedirect implements AutoCloseable {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  private StandardOutputRedirect() {}

  /** Sends both to this stream, in UTF-8. */
  static StandardOutputRedirect to(OutputStream stream) {
    var before = new StandardOutputRedirect();
    var redirected = new PrintStream(stream, true, StandardCharsets.UTF_8);
    System.setOut(redirected);
    System.setErr(redirected);
    return before;
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}

package duet.walkthrough;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a walkthrough prints, in UTF-8, line by line: without secrets, with control characters shown
 * instead of obeyed, and with an end. Of a snippet that prints more than {@link #LINES} the rest is
 * counted only.
 */
final class OutputCapture extends OutputStream {

  static final int LINES = 1000;

  private static final int WIDEST = 20_000;

  private final SecretFilter secrets;
  private final Consumer<String> listener;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private long dropped;
  private boolean truncated;

  /**
   * @param listener called with each line that is kept, at once
   */
  OutputCapture(SecretFilter secrets, Consumer<String> listener) {
    this.secrets = secrets;
    this.listener = listener;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      end();
    } else if (line.size() < WIDEST) {
      line.write(b);
    } else {
      truncated = true;
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    super.write(bytes, offset, length);
  }

  /** Adds a line that no snippet printed. */
  synchronized void line(String text) {
    var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    for (byte one : bytes) {
      write(one);
    }
  }

  /** Everything since the last time; an unfinished line counts as one. */
  synchronized List<String> take() {
    if (line.size() > 0) {
      end();
    }
    if (dropped > 0) {
      keep("… and %,d lines more".formatted(dropped));
      dropped = 0;
    }
    var taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  private void end() {
    if (lines.size() >= LINES) {
      dropped++;
    } else {
      var text = secrets.apply(line.toString(StandardCharsets.UTF_8));
      keep(VisibleText.line(text) + (truncated ? "…" : ""));
    }
    line.reset();
    truncated = false;
  }

  private void keep(String text) {
    lines.add(text);
    listener.accept(text);
  }
}

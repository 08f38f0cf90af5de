package duet.walkthrough;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a walkthrough prints, in UTF-8, line by line: masked, with control characters shown instead
 * of obeyed, and with an end. Of a snippet that prints more than {@link #LINES} the rest is counted
 * only.
 */
final class OutputCapture extends OutputStream {

  static final int LINES = 1000;

  private static final int WIDEST = 20_000;

  private final SecretFilter mask;
  private final Consumer<String> heard;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private long left;
  private boolean cut;

  /**
   * @param heard told of each line that is kept, at once
   */
  OutputCapture(SecretFilter mask, Consumer<String> heard) {
    this.mask = mask;
    this.heard = heard;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      end();
    } else if (open.size() < WIDEST) {
      open.write(b);
    } else {
      cut = true;
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** Everything since the last time; an unfinished line counts as one. */
  synchronized List<String> take() {
    if (open.size() > 0) {
      end();
    }
    if (left > 0) {
      var rest = "… and %,d lines more".formatted(left);
      lines.add(rest);
      heard.accept(rest);
      left = 0;
    }
    var taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  private void end() {
    if (lines.size() >= LINES) {
      left++;
    } else {
      var line =
          VisibleText.line(mask.apply(open.toString(StandardCharsets.UTF_8))) + (cut ? "…" : "");
      lines.add(line);
      heard.accept(line);
    }
    open.reset();
    cut = false;
  }
}

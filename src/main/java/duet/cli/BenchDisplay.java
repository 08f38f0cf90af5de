package duet.cli;

import duet.bench.BenchProgress;
import duet.bench.BenchProgress.Phase;
import java.util.Locale;
import java.util.function.Consumer;

/** How far a bench has come, as a line that the next one replaces. */
final class BenchDisplay {

  private final Consumer<String> line;
  private long began;

  BenchDisplay(Consumer<String> line) {
    this.line = line;
  }

  void show(BenchProgress progress) {
    if (progress.phase() == Phase.HANDSHAKES && began == 0) {
      began = System.nanoTime();
    }
    line.accept("  " + text(progress));
  }

  private String text(BenchProgress progress) {
    return switch (progress.phase()) {
      case MACHINE -> "measuring what this machine can do";
      case WARM_UP -> "warming up, " + count(progress);
      case HANDSHAKES -> count(progress) + speed(progress.done(), progress.total());
      case AUDIT -> "looking for lost and doubled connections";
    };
  }

  private static String count(BenchProgress progress) {
    return progress.done() + " of " + progress.total() + " handshakes";
  }

  private String speed(int done, int total) {
    double seconds = (System.nanoTime() - began) / 1e9;
    if (done == 0 || seconds < 1) {
      return "";
    }
    double perSecond = done / seconds;
    var left = CountdownDisplay.timeLeft((long) Math.ceil((total - done) / perSecond));
    return String.format(Locale.ROOT, ", %.0f a second, %s left", perSecond, left);
  }
}

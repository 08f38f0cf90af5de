package duet.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.AgentPair;
import duet.AgentSelection;
import duet.bench.Bench;
import duet.bench.BenchFigures;
import duet.bench.BenchPlan;
import duet.bench.BenchResult;
import duet.bench.Completeness;
import duet.bench.MemoryNeed;
import duet.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = {
      "Runs many handshakes, and measures their speed and this machine's limit.",
      "Agents in the settings keep the connections: completed ones can't be deleted."
    })
final class BenchCommand extends DuetCommand {

  private static final double MEBI = 1 << 20;
  private static final int WARM_UP = 10_000;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many handshakes to measure (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--concurrency",
      paramLabel = "C",
      defaultValue = "16",
      description = "How many to run at a time (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--warmup",
      paramLabel = "W",
      description =
          "How many to run first, unmeasured (default: 10000 with embedded agents, enough"
              + " for a JVM on two cores to compile everything; otherwise 0).")
  private Integer warmup;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long one handshake may take (default: DUET_TIMEOUT, or 60s).")
  private Duration timeout;

  @Mixin private AgentsOption agentsOption;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The directory in which embedded agents keep everything (default: in memory).")
  private Path data;

  @Override
  CommandResult run() {
    var settings = settings();
    var selection = selection(settings);
    boolean embedded = selection.isEmbedded();
    var plan = plan(embedded, settings);
    var need = requireMemory(plan, embedded);
    try (var pair = AgentPair.open(selection)) {
      print(
          console().bold("Agents")
              + (embedded ? " embedded, in this process" : " from the settings"));
      pair.preflightResults().forEach(result -> print(view().preflight(result)));
      print("  memory   " + need);
      print("");
      var result = run(new Bench(pair), plan);
      print(result, embedded);
      return Measured.of(result, embedded);
    }
  }

  private BenchResult run(Bench bench, BenchPlan plan) {
    var watch = watchMemory();
    try {
      return bench.listening(new BenchDisplay(this::progress)::show).run(plan);
    } finally {
      watch.close();
      progress("");
    }
  }

  /** What the run needs and may use; too little would be noticed only after a long time. */
  private String requireMemory(BenchPlan plan, boolean embedded) {
    long need = MemoryNeed.of(plan, embedded, data != null);
    long limit = Runtime.getRuntime().maxMemory();
    var text =
        String.format(
            Locale.ROOT,
            "about %.0f MiB for %d pairs, and Java may use %.0f MiB",
            need / MEBI,
            (long) plan.pairs() + plan.warmup(),
            limit / MEBI);
    if (need > limit) {
      long enough = (long) Math.ceil(need * 1.25 / MEBI / 64) * 64;
      throw misuse(
          "not enough memory: "
              + text
              + (embedded ? ", warm-up included" : "")
              + ". "
              + MemoryException.allow(enough + "m")
              + (embedded && data == null ? ", or keep the connections in files: --data DIR" : "")
              + ", or run fewer pairs");
    }
    return text;
  }

  @Override
  MemoryException outOfMemory(Throwable cause) {
    var advice = MemoryException.allowMore() + ", or run fewer pairs";
    return new MemoryException(advice, ExitCode.FAILED, cause);
  }

  private BenchPlan plan(boolean embedded, Settings settings) {
    try {
      int before = warmup != null ? warmup : embedded ? WARM_UP : 0;
      return new BenchPlan(
          pairs, concurrency, before, timeout == null ? settings.timeout() : timeout);
    } catch (IllegalArgumentException e) {
      throw misuse(e.getMessage());
    }
  }

  private AgentSelection selection(Settings settings) {
    var selection = AgentSelection.of(agentsOption.source, settings);
    if (data == null) {
      return selection;
    }
    if (!selection.isEmbedded()) {
      throw misuse("--data requires embedded agents");
    }
    return selection.keptIn(data);
  }

  private void print(BenchResult result, boolean embedded) {
    var figures = result.figures();
    var limit = result.limit();
    print(console().bold("Handshakes"));
    line(
        "  connected   %d of %d, %d at a time, after %d to warm up",
        figures.connected(),
        result.plan().pairs(),
        result.plan().concurrency(),
        result.plan().warmup());
    figures
        .failures()
        .forEach((cause, count) -> line("  failed      %d: %s", count, cause.summary()));
    line("  audit       %d lost, %d doubled", result.audit().lost(), result.audit().doubled());
    line("  throughput  %.0f pairs/s", figures.pairsPerSecond());
    line(
        "  latency     p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
        figures.p50Millis(), figures.p95Millis(), figures.p99Millis(), figures.maxMillis());
    line("  calls       %.1f per pair", figures.callsPerPair());
    line("  lateness    %.1f ms at the median", figures.latenessMillis());
    line(
        "  CPU         %.1f ms per pair, %s",
        figures.cpuMillisPerPair(), embedded ? "including both agents" : "excluding the agents");
    line("  heap        %.0f MiB at most", figures.peakHeapBytes() / MEBI);
    heading("This machine at best");
    line("  keys, DIDs and envelopes  %.0f pairs/s", limit.cryptoPerSecond());
    line("  bare HTTP exchanges       %.0f pairs/s", limit.httpPerSecond());
    line("  both                      %.0f pairs/s", limit.pairsPerSecond());
    line("  ratio                     %.2f", result.ratio());
  }

  private void line(String format, Object... values) {
    print(String.format(Locale.ROOT, format, values));
  }

  private record Measured(
      String outcome,
      boolean embedded,
      int pairs,
      int concurrency,
      int warmupPairs,
      @JsonUnwrapped BenchFigures figures,
      long failed,
      @JsonUnwrapped Completeness audit,
      double limitPairsPerSecond,
      double limitCryptoPairsPerSecond,
      double limitHttpPairsPerSecond,
      double ratio,
      ExitCode exitCode)
      implements CommandResult {

    static Measured of(BenchResult result, boolean embedded) {
      return new Measured(
          result.good() ? "done" : "failed",
          embedded,
          result.plan().pairs(),
          result.plan().concurrency(),
          result.plan().warmup(),
          result.figures(),
          result.figures().failed(),
          result.audit(),
          result.limit().pairsPerSecond(),
          result.limit().cryptoPerSecond(),
          result.limit().httpPerSecond(),
          result.ratio(),
          result.good() ? ExitCode.DONE : ExitCode.FAILED);
    }
  }
}

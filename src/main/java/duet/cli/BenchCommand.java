package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.AgentPair;
import duet.AgentSelection;
import duet.AgentSource;
import duet.bench.Bench;
import duet.bench.BenchPlan;
import duet.bench.BenchResult;
import duet.handshake.Handshake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs many handshakes, and tells how fast they were and how fast this machine could be.",
      "Agents of the settings keep the connections: finished ones can't be deleted."
    })
final class BenchCommand extends DuetCommand {

  private static final double MEBI = 1 << 20;
  private static final int WARM_UP = 10_000;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many handshakes count, ${DEFAULT-VALUE} by default.")
  private int pairs;

  @Option(
      names = "--concurrency",
      paramLabel = "C",
      defaultValue = "16",
      description = "How many are under way at a time, ${DEFAULT-VALUE} by default.")
  private int underWay;

  @Option(
      names = "--warmup",
      paramLabel = "W",
      description =
          "How many come before and count in nothing; 10000 by default with embedded agents, which"
              + " is what a JVM on two cores takes to compile all of it, and otherwise none.")
  private Integer warmup;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = Timeouts.class,
      description = "How long one handshake may take, 60s by default.")
  private Duration timeout = Handshake.TIMEOUT;

  @Option(
      names = "--agents",
      paramLabel = "auto|embedded|settings",
      defaultValue = "auto",
      description = "Which agents: those of the settings, embedded ones, or what is there (auto).")
  private AgentSource source;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where embedded agents keep everything; without it all is in memory.")
  private Path data;

  @Spec private CommandSpec spec;

  BenchCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var selection = selection();
    boolean embedded = selection.isEmbedded();
    var plan = plan(embedded);
    try (var pair = AgentPair.open(selection)) {
      say(
          console().bold("Agents")
              + (embedded ? " embedded ones, in this process" : " of the settings"));
      pair.findings().forEach(finding -> say(view().finding(finding)));
      say("");
      var result = new Bench(pair).run(plan);
      tell(result, embedded);
      describe(result, embedded, document);
      return result.good() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private BenchPlan plan(boolean embedded) {
    try {
      int before = warmup != null ? warmup : embedded ? WARM_UP : 0;
      return new BenchPlan(pairs, underWay, before, timeout);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private AgentSelection selection() {
    var selection = AgentSelection.of(source, settings());
    if (data == null) {
      return selection;
    }
    if (!selection.isEmbedded()) {
      throw new ParameterException(spec.commandLine(), "--data is for embedded agents only");
    }
    return selection.keptIn(data);
  }

  private void tell(BenchResult result, boolean embedded) {
    var figures = result.figures();
    var limit = result.limit();
    say(console().bold("Handshakes"));
    line(
        "  connected   %d of %d, %d at a time, after %d to warm up",
        figures.connected(),
        result.plan().pairs(),
        result.plan().underWay(),
        result.plan().warmup());
    figures
        .failures()
        .forEach((cause, count) -> line("  failed      %d: %s", count, cause.summary()));
    line("  audit       %d lost, %d doubled", result.audit().lost(), result.audit().doubled());
    line("  throughput  %.0f pairs/s", figures.pairsPerSecond());
    line(
        "  latency     p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
        figures.p50Millis(), figures.p95Millis(), figures.p99Millis(), figures.maxMillis());
    line("  calls       %.1f for each pair", figures.callsPerPair());
    line("  lateness    %.1f ms at the median", figures.latenessMillis());
    line(
        "  CPU         %.1f ms for each pair, %s",
        figures.cpuMillisPerPair(), embedded ? "both agents included" : "without the agents");
    line("  heap        %.0f MiB at the most", figures.peakHeapBytes() / MEBI);
    say("");
    say(console().bold("This machine at best"));
    line("  keys, DIDs and envelopes  %.0f pairs/s", limit.cryptoPerSecond());
    line("  bare HTTP exchanges       %.0f pairs/s", limit.httpPerSecond());
    line("  both                      %.0f pairs/s", limit.pairsPerSecond());
    line("  ratio                     %.2f", result.ratio());
  }

  private void line(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }

  private static void describe(BenchResult result, boolean embedded, ObjectNode document) {
    var figures = result.figures();
    document.put("outcome", result.good() ? "done" : "failed").put("embedded", embedded);
    document.put("pairs", result.plan().pairs()).put("concurrency", result.plan().underWay());
    document.put("warmupPairs", result.plan().warmup());
    document.put("connected", figures.connected()).put("failed", figures.failed());
    var failures = document.putObject("failures");
    figures.failures().forEach((cause, count) -> failures.put(cause.name(), count));
    document.put("lost", result.audit().lost()).put("doubled", result.audit().doubled());
    document.put("pairsPerSecond", figures.pairsPerSecond());
    document.put("limitPairsPerSecond", result.limit().pairsPerSecond());
    document.put("limitCryptoPairsPerSecond", result.limit().cryptoPerSecond());
    document.put("limitHttpPairsPerSecond", result.limit().httpPerSecond());
    document.put("ratio", result.ratio());
    document.put("p50Millis", figures.p50Millis()).put("p95Millis", figures.p95Millis());
    document.put("p99Millis", figures.p99Millis()).put("maxMillis", figures.maxMillis());
    document.put("callsPerPair", figures.callsPerPair());
    document.put("latenessMillis", figures.latenessMillis());
    document.put("cpuMillisPerPair", figures.cpuMillisPerPair());
    document.put("peakHeapBytes", figures.peakHeapBytes());
  }
}

package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import duet.embedded.EmbeddedAgent;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load as a user runs it. What is fast is no matter here, but what is counted is. */
class BenchIT {

  @TempDir Path directory;

  @Test
  void every_pair_is_counted_once_and_the_warm_up_in_nothing() throws Exception {
    try (var duet = bench(Map.of(), "--pairs", "30", "--concurrency", "4", "--warmup", "7")) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();

      var figures = new ObjectMapper().readTree(duet.out());
      assertThat(figures.path("connected").asInt()).isEqualTo(30);
      assertThat(figures.path("failed").asInt(-1)).isZero();
      assertThat(figures.path("warmupPairs").asInt()).isEqualTo(7);
      assertThat(figures.path("lost").asInt(-1)).isZero();
      assertThat(figures.path("doubled").asInt(-1)).isZero();
      assertThat(figures.path("callsPerPair").asDouble()).isGreaterThanOrEqualTo(2);
      double ratio =
          figures.path("pairsPerSecond").asDouble()
              / figures.path("limitPairsPerSecond").asDouble();
      assertThat(figures.path("ratio").asDouble()).isPositive().isCloseTo(ratio, within(1e-9));
      assertThat(figures.path("p50Millis").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(figures.path("p95Millis").asDouble());
      assertThat(figures.path("latenessMillis").asDouble()).isPositive();
      assertThat(figures.path("cpuMillisPerPair").asDouble()).isPositive();
      assertThat(figures.path("peakHeapBytes").asLong()).isPositive();
    }
  }

  @Test
  void handshakes_that_fail_are_told_by_their_cause() throws Exception {
    try (var inviter = EmbeddedAgent.builder().start();
        var invitee =
            EmbeddedAgent.builder().didcommUrl(URI.create("http://127.0.0.1:9")).start()) {
      var settings =
          Map.of("INVITER_URL", inviter.url().toString(), "INVITEE_URL", invitee.url().toString());

      try (var duet =
          bench(
              settings, "--pairs", "2", "--concurrency", "2", "--warmup", "0", "--timeout", "3s")) {
        assertThat(duet.exitCode()).as(duet.err()).isEqualTo(6);
        var figures = new ObjectMapper().readTree(duet.out());
        assertThat(figures.path("failed").asInt()).isEqualTo(2);
        assertThat(figures.path("failures").path("ADDRESS_REFUSED").asInt()).isEqualTo(2);
      }
    }
  }

  private Program bench(Map<String, String> settings, String... options) throws Exception {
    var args = new ArrayList<>(List.of("bench", "--json"));
    args.addAll(List.of(options));
    return Program.duet(directory, settings, args.toArray(String[]::new));
  }
}

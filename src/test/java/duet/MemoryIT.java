package duet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose memory doesn't suffice: none collects garbage for ever, silently. */
class MemoryIT {

  private static final int MORE_THAN_FIT = 100_000;

  @TempDir Path directory;

  @Test
  void an_agent_whose_memory_is_full_ends_with_a_sentence() throws Exception {
    try (var agent = Program.ready(duet("-Xmx24m", "agent", "--port", "0", "--api-key", "key"))) {
      fill(URI.create(agent.url() + "/connections"));

      assertThat(agent.exitCode()).isEqualTo(1);
      assertThat(agent.err())
          .contains("duet: out of memory: all of the 24 MiB", "--data DIR", "-Xmx48m")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void a_bench_that_would_not_fit_is_not_started() throws Exception {
    try (var bench = duet("-Xmx128m", "bench", "--pairs", "100000", "--warmup", "0")) {
      assertThat(bench.exitCode()).isEqualTo(2);
      assertThat(bench.out()).isEmpty();
      assertThat(bench.err())
          .contains("not enough memory", "for 100000 pairs", "128 MiB", "DUET_JAVA_OPTIONS=-Xmx");
    }
  }

  private static void fill(URI connections) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(connections)
            .header("apikey", "key")
            // The server may lose a request where memory ends; nothing else would end the wait.
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString("{\"label\":\"%s\"}".formatted("x".repeat(250))))
            .build();
    var http = HttpClient.newHttpClient();
    try {
      for (int i = 0; i < MORE_THAN_FIT; i++) {
        http.send(request, BodyHandlers.discarding());
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private Program duet(String memory, String... args) throws IOException {
    return Program.java(directory, Map.of(), List.of(memory), args);
  }
}

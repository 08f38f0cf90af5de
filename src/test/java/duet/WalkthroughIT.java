package duet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every walkthrough in the stock tool, as people run it; two at a time, since each is slow. */
class WalkthroughIT {

  private static final int AT_A_TIME = 2;
  private static final Path SCENARIOS = Path.of("scenarios").toAbsolutePath();

  @TempDir static Path directory;

  private static final Map<Path, CompletableFuture<StockJShell>> RUNS = new TreeMap<>();
  private static ExecutorService processes;

  @BeforeAll
  static void begin() throws IOException {
    processes = Executors.newFixedThreadPool(AT_A_TIME);
    for (Path walkthrough : walkthroughs()) {
      RUNS.put(walkthrough, StockJShell.run(walkthrough, directory, Map.of(), processes));
    }
  }

  @AfterAll
  static void end() {
    processes.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("walkthroughs")
  void it_runs_to_its_last_line_without_an_error(Path walkthrough) {
    var run = RUNS.get(walkthrough).join();

    assertThat(run.wrong()).as(run.output()).isEmpty();
  }

  /** Every file that is numbered. */
  static List<Path> walkthroughs() throws IOException {
    try (var files = Files.list(SCENARIOS)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.jsh"))
          .sorted()
          .toList();
    }
  }
}

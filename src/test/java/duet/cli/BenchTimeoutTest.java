package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a handshake of a bench may take. */
class BenchTimeoutTest {

  private final Terminal terminal = new Terminal().with("DUET_TIMEOUT", "1ms");

  @Test
  void bench_honours_the_setting() {
    terminal.run("bench", "--pairs", "3", "--warmup", "0", "--json");

    assertThat(terminal.exitCode()).isEqualTo(6);
    assertThat(terminal.document().get("failed").asInt()).isPositive();
  }

  @Test
  void the_option_takes_precedence() {
    terminal.run("bench", "--pairs", "3", "--warmup", "0", "--timeout", "60s", "--json");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.document().get("connected").asInt()).isEqualTo(3);
  }
}

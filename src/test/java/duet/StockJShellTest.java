package duet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockJShellTest {

  @Test
  void a_run_without_errors_that_came_to_its_last_line_is_good() {
    assertThat(new StockJShell("one\n01-one: finished\n", "01-one: finished").wrong()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|  Error:",
        "|  Exception java.lang.IllegalStateException: oh",
        "|  Warning:",
        "|  attempted to call method f() which cannot be invoked until method g() is declared"
      })
  void a_line_that_reports_an_error_is_wrong(String line) {
    var run = new StockJShell("one\n" + line + "\n01-one: finished\n", "01-one: finished");

    assertThat(run.wrong()).contains(line);
  }

  @Test
  void a_run_that_ended_early_is_wrong() {
    assertThat(new StockJShell("one\n", "01-one: finished").wrong())
        .contains("'01-one: finished' was not printed");
  }
}

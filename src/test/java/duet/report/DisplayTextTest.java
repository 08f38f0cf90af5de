package duet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "-7, -7 ms",
    "999, 999 ms",
    "1000, 1 s",
    "4829, 4.82 s",
    "60000, 60 s",
    "99999, 99.99 s",
    "100000, 1:40 min",
    "7205000, 120:05 min"
  })
  void a_time_is_as_short_as_can_be(long millis, String shown) {
    assertThat(DisplayText.time(Duration.ofMillis(millis))).isEqualTo(shown);
  }
}

package duet.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "60s, PT1M",
    "60, PT1M",
    "2m, PT2M",
    "1h, PT1H",
    "24h, P1D",
    "1d, P1D",
    "' 5 s ', PT5S",
    "007s, PT7S"
  })
  void a_number_with_a_unit_is_a_duration(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "s", "1.5s", "-1s", "1w", "PT1M", "1 m 2 s", "12345678901s", "٣s"})
  void anything_else_is_none(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invalid duration '" + text + "' (such as 500ms, 60s or 2m)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0ms", "0h", "25h", "2d", "86401s", "999999999h"})
  void no_time_and_more_than_a_day_are_not_waited(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invalid duration '" + text + "' (must be more than 0, at most 24h)");
  }

  @Test
  void some_may_be_longer_than_a_day() {
    var longest = Duration.ofDays(36_500);

    assertThat(Durations.parse("365d", longest)).isEqualTo(Duration.ofDays(365));
    assertThatThrownBy(() -> Durations.parse("36501d", longest))
        .hasMessage("invalid duration '36501d' (must be more than 0, at most 36500d)");
  }
}

package duet.embedded.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

  @Test
  void a_fault_has_a_name_and_maybe_a_value_and_a_number() {
    assertThat(Fault.parse("delay=2s"))
        .isEqualTo(new Fault(FaultKind.DELAY, Duration.ofSeconds(2), Fault.ALWAYS));
    assertThat(Fault.parse("drop-response:1"))
        .isEqualTo(new Fault(FaultKind.DROP_RESPONSE, Duration.ZERO, 1));
    assertThat(Fault.parse(" slow-api=500ms:12 "))
        .isEqualTo(new Fault(FaultKind.SLOW_API, Duration.ofMillis(500), 12));
  }

  @ParameterizedTest
  @EnumSource
  void each_example_is_understood(FaultKind kind) {
    assertThat(Fault.parse(kind.example()).kind()).isEqualTo(kind);
    assertThat(Fault.parse(kind.example() + ":3").times()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "drop",
        "delay",
        "delay=",
        "delay=soon",
        "delay=2",
        "refuse=1s",
        "refuse:0",
        "refuse:-1",
        "refuse:x",
        "down-after=lunch",
        "down-after",
        "DELAY=2s",
        "refuse:9999999999"
      })
  void an_invalid_fault_is_answered_with_a_list_of_all(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("drop-response")
        .withMessageContaining("down-after=accept");
  }
}

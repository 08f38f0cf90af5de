package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalInfoTest {

  @Test
  void a_terminal_has_colour_unless_somebody_says_otherwise() {
    assertThat(TerminalInfo.hasColour(Map.of("TERM", "xterm"), true)).isTrue();
    assertThat(TerminalInfo.hasColour(Map.of("TERM", "xterm"), false)).isFalse();
    assertThat(TerminalInfo.hasColour(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(TerminalInfo.hasColour(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(TerminalInfo.hasColour(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(TerminalInfo.hasColour(Map.of("CLICOLOR", "0"), true)).isFalse();
    assertThat(TerminalInfo.hasColour(Map.of("CLICOLOR_FORCE", "1"), false)).isTrue();
    assertThat(TerminalInfo.hasColour(Map.of("CLICOLOR_FORCE", "1", "TERM", "dumb"), true))
        .isFalse();
  }
}

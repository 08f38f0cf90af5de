package duet.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

  @Test
  void what_would_steer_a_terminal_or_turn_the_text_is_written_out() {
    assertThat(SafeText.escape("a\n\u001b[2J\u202eb\u2028\u200b\ud800é\ud83d\ude00"))
        .isEqualTo("a\\u000a\\u001b[2J\\u202eb\\u2028\\u200b\\ud800é\ud83d\ude00");
  }

  @Test
  void a_text_that_is_cut_says_so_and_keeps_whole_characters() {
    assertThat(SafeText.shorten("abcde", 5)).isEqualTo("abcde");
    assertThat(SafeText.shorten("abcdef", 5)).isEqualTo("abcd…");
    assertThat(SafeText.shorten("abc\ud83d\ude00f", 5)).isEqualTo("abc…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\ud83d\ude00", "\n", "\"", "\ud800"})
  void an_excerpt_is_never_longer_than_asked_for(String filler) {
    assertThat(SafeText.excerpt(filler.repeat(1_000), 80))
        .hasSizeLessThanOrEqualTo(80)
        .endsWith("…");
    assertThat(SafeText.excerpt(filler, 80)).isEqualTo(SafeText.escape(filler));
  }
}

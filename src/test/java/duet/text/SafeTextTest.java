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
  void what_joins_emoji_or_spells_a_word_stays_and_elsewhere_is_written_out() {
    var programmer = "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb";
    var family = "\ud83d\udc68\u200d\ud83d\udc69";
    var word = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645";

    assertThat(SafeText.escape(programmer + family + word)).isEqualTo(programmer + family + word);
    assertThat(SafeText.escape("B\u200do\u200cb\u200d\ud83d\udc69\u200d"))
        .isEqualTo("B\\u200do\\u200cb\\u200d\ud83d\udc69\\u200d");
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

package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Base58, base64url, and how foreign text is shown. */
class TextsTest {
  @Test
  void base58_is_that_of_bitcoin() {
    assertThat(Base58.encode(Utf8.encode("Hello World!"))).isEqualTo("2NEpo7TZRRrLZSi2U");
    assertThat(Base58.encode(new byte[] {0, 0, 0x28, 0x7f, (byte) 0xb4, (byte) 0xcd}))
        .isEqualTo("11233QC4");
    assertThat(Base58.decode("11233QC4", 6)).startsWith(0, 0, 0x28);
  }

  @Test
  void base58_goes_there_and_back() {
    Random random = new Random(58);
    for (int length = 0; length < 60; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      int zeros = Math.min(length, random.nextInt(3));
      Arrays.fill(bytes, 0, zeros, (byte) 0);
      assertThat(Base58.decode(Base58.encode(bytes), length)).isEqualTo(bytes);
    }
  }

  @Test
  void base64url_has_one_text_for_one_content() {
    assertThat(Base64Url.decode("x", "_-8")).containsExactly(0xff, 0xef);
    for (String wrong : List.of("_-8=", "_-9", "/+8", "_-8 ", "_", "é", "A===")) {
      assertThatThrownBy(() -> Base64Url.decode("x", wrong))
          .as(wrong)
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void foreign_text_stays_on_its_line_and_short() {
    assertThat(Excerpt.of("a\n\u001b[31m\u202e\"ü🙂"))
        .isEqualTo("\"a\\u000a\\u001b[31m\\u202e\\\"ü🙂\"");
    for (String filler : List.of("x", "🙂", "\n", "\"", "\ud800")) {
      assertThat(Excerpt.of(filler.repeat(1_000))).hasSizeLessThanOrEqualTo(80).endsWith("…\"");
    }
    assertThat(Excerpt.of("x".repeat(78))).isEqualTo("\"" + "x".repeat(78) + "\"");
  }

  @Test
  void foreign_json_is_shown_as_it_is_written() {
    assertThat(Excerpt.of(JsonObject.tree("x", "5"))).isEqualTo("5");
    assertThat(Excerpt.of(JsonObject.tree("x", "\"5\""))).isEqualTo("\"5\"");
    assertThat(Excerpt.of(JsonObject.tree("x", "{\"a\":[1]}"))).isEqualTo("{\"a\":[1]}");
    assertThat(Excerpt.of(MissingNode.getInstance())).isEqualTo("missing");
    assertThat(Excerpt.of(JsonObject.tree("x", "[" + "1,".repeat(99) + "1]")))
        .hasSize(80)
        .endsWith("…");
  }
}

package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_terminal_without_unicode_gets_ascii() {
    var console = console(false, false);

    console.print("Zoë… · 日本 \uD83D\uDE00");
    console.note("…");

    assertThat(out.toString())
        .isEqualTo("Zo\\u00eb... - \\u65e5\\u672c \\u1f600" + System.lineSeparator());
    assertThat(err.toString()).isEqualTo("..." + System.lineSeparator());
  }

  @Test
  void a_terminal_with_unicode_gets_it() {
    console(false, true).print("Zoë… 日本");

    assertThat(out.toString()).isEqualTo("Zoë… 日本" + System.lineSeparator());
  }

  @Test
  void colour_is_there_only_where_it_is_wanted() {
    var plain = console(false, true);
    var coloured = console(true, true);

    assertThat(plain.bold("a") + plain.good("b") + plain.bad("c")).isEqualTo("abc");
    assertThat(coloured.bad("c")).isEqualTo("\u001b[31mc\u001b[0m");
  }

  @Test
  void foreign_text_is_shown_and_not_obeyed() {
    assertThat(Console.safe("Zoë\u001b[2J\n\u009b\u202e\u2028\u007f日本"))
        .isEqualTo("Zoë\\u001b[2J\\u000a\\u009b\\u202e\\u2028\\u007f日本");
  }

  private Console console(boolean colour, boolean unicode) {
    return new Console(
        new PrintWriter(out, true), new PrintWriter(err, true), colour, unicode, false);
  }
}

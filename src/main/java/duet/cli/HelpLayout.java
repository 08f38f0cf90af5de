package duet.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** Fits help to the terminal: 80 columns unless it is known to have more or less. */
final class HelpLayout {

  private static final int USUAL = 80;

  /** Longer lines are hard to read. */
  private static final int MOST = 100;

  /** What picocli needs at least for its two columns. */
  private static final int LEAST = 55;

  private static final int SMALLEST = 20;
  private static final int UNBROKEN = 10_000;
  private static final String INDENT = " ".repeat(8);
  private static final String FAR = " ".repeat(10);
  private static final Pattern NAME_AND_MEANING =
      Pattern.compile("(?<name> {0,8}\\S.*?) {2,}(?<meaning>\\S.*)");

  private final IntSupplier terminal;

  private HelpLayout(IntSupplier terminal) {
    this.terminal = terminal;
  }

  /**
   * Applies to all commands of a command line.
   *
   * @param columns of the terminal, asked when help is shown; 0 if unknown
   */
  static CommandLine applyTo(CommandLine line, IntSupplier columns) {
    var layout = new HelpLayout(columns);
    line.setHelpFactory(
        (spec, scheme) -> {
          int width = layout.width();
          spec.usageMessage().width(width < LEAST ? UNBROKEN : width);
          return new Help(spec, scheme);
        });
    line.getHelpSectionMap().replaceAll((key, renderer) -> layout.narrowed(renderer));
    return line.setHelpSectionMap(line.getHelpSectionMap());
  }

  private int width() {
    int columns = terminal.getAsInt();
    return columns <= 0 ? USUAL : Math.min(MOST, columns);
  }

  private IHelpSectionRenderer narrowed(IHelpSectionRenderer renderer) {
    return help -> {
      var text = renderer.render(help);
      int width = width();
      return width >= LEAST ? text : narrow(text, Math.max(SMALLEST, width));
    };
  }

  /** Names of options and commands on lines of their own, what they mean under them. */
  private static String narrow(String text, int width) {
    var lines = new ArrayList<String>();
    for (String line : text.lines().toList()) {
      var parts = NAME_AND_MEANING.matcher(line);
      if (parts.matches()) {
        wrap(parts.group("name"), "    ", width, lines);
        wrap(INDENT + parts.group("meaning"), INDENT, width, lines);
      } else {
        boolean meaning = line.startsWith(FAR);
        wrap(meaning ? INDENT + line.strip() : line, meaning ? INDENT : "  ", width, lines);
      }
    }
    return lines.stream()
        .map(line -> line.stripTrailing() + System.lineSeparator())
        .collect(joining());
  }

  private static void wrap(String line, String indent, int width, List<String> lines) {
    var rest = line;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > indent.length() && !rest.substring(0, space).isBlank() ? space : width;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = indent + rest.substring(end).stripLeading();
    }
    lines.add(rest);
  }
}

package duet.walkthrough;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A {@code .jsh} file that people read and run: comment lines that start in the first column are
 * Markdown prose, the rest is JShell.
 *
 * @param name what messages call it: the file as it was given
 * @param lines all of it
 */
public record Walkthrough(String name, List<String> lines, List<Cell> cells) {

  private static final long LONGEST = 1 << 20;

  public Walkthrough {
    lines = List.copyOf(lines);
    cells = List.copyOf(cells);
  }

  /**
   * Reads a file in UTF-8, with or without a byte order mark, with lines that end either way.
   *
   * @throws UnreadableException if it doesn't exist or can't be a walkthrough
   */
  public static Walkthrough read(Path file) {
    if (!Files.exists(file)) {
      throw new UnreadableException("no such walkthrough: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new UnreadableException(file + " is a directory, not a walkthrough");
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw new UnreadableException(file + " is too long (at most 1 MiB)");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new UnreadableException(file + " is not in UTF-8");
    } catch (IOException e) {
      throw new UnreadableException(file + " can't be read: " + e.getMessage());
    }
  }

  public static Walkthrough parse(String name, String text) {
    var cells = new ArrayList<Cell>();
    var open = new ArrayList<String>();
    var lines = text.replaceFirst("^\uFEFF", "").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!open.isEmpty() && prose(lines.get(i)) != prose(lines.get(i - 1))) {
        cell(i - open.size(), open).ifPresent(cells::add);
        open.clear();
      }
      open.add(lines.get(i));
    }
    cell(lines.size() - open.size(), open).ifPresent(cells::add);
    return new Walkthrough(name, lines, cells);
  }

  /** The first heading of its prose; its name, if it has none. */
  public String title() {
    return cells.stream()
        .filter(Cell.Prose.class::isInstance)
        .flatMap(cell -> ((Cell.Prose) cell).markdown().lines())
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2).strip())
        .findFirst()
        .orElse(name);
  }

  /** The lines from one, counted from 1, up to the cell at an index, or to the end. */
  String text(int first, int cell) {
    return String.join("\n", lines.subList(first - 1, end(cell) - 1)).stripTrailing();
  }

  /** The first line of the cell at an index, or the one after the last. */
  int end(int cell) {
    return cell < cells.size() ? cells.get(cell).line() : lines.size() + 1;
  }

  private static Optional<Cell> cell(int before, List<String> lines) {
    int first = (int) lines.stream().takeWhile(String::isBlank).count();
    if (first == lines.size()) {
      return Optional.empty();
    }
    if (prose(lines.get(first))) {
      var markdown = lines.stream().map(Walkthrough::markdown).collect(Collectors.joining("\n"));
      return Optional.of(new Cell.Prose(before + 1, markdown.strip()));
    }
    var source = String.join("\n", lines.subList(first, lines.size())).stripTrailing();
    return Optional.of(new Cell.Code(before + first + 1, source));
  }

  private static boolean prose(String line) {
    return line.startsWith("//");
  }

  private static String markdown(String line) {
    return line.startsWith("// ") ? line.substring(3) : line.substring(2);
  }
}

package duet.walkthrough;

import duet.file.AtomicFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A file that keeps what came of a walkthrough: {@code .ipynb} for Jupyter, {@code .md} as it is
 * read on GitHub, or {@code .html} as one page that needs nothing else. The same execution gives
 * the same text.
 */
public final class Notebook {

  private static final Map<String, Function<Execution, String>> FORMATS =
      Map.of(".ipynb", JupyterNotebook::of, ".md", MarkdownPage::of, ".html", HtmlPage::of);

  private final Path file;
  private final Function<Execution, String> format;

  private Notebook(Path file, Function<Execution, String> format) {
    this.file = file;
    this.format = format;
  }

  /**
   * A notebook in the format that the file's ending names.
   *
   * @throws IllegalArgumentException if the ending is none of the three, or the file can't be there
   */
  public static Notebook at(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    var format =
        FORMATS.entrySet().stream()
            .filter(known -> name.endsWith(known.getKey()))
            .findFirst()
            .orElseThrow(() -> refused(file, "its name must end in .ipynb, .md or .html"));
    AtomicFile.flaw(file)
        .ifPresent(
            why -> {
              throw refused(file, why);
            });
    return new Notebook(file, format.getValue());
  }

  private static IllegalArgumentException refused(Path file, String why) {
    return new IllegalArgumentException("The notebook can't be written to " + file + ": " + why);
  }

  public Path file() {
    return file;
  }

  /**
   * Writes it all at once: nobody sees half of it.
   *
   * @throws java.io.UncheckedIOException if that fails
   */
  public void write(Execution execution) {
    AtomicFile.writeShared(file, format.apply(execution));
  }
}

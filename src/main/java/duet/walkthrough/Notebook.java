package duet.walkthrough;

import duet.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
    var directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("can't write a notebook at " + file);
    }
    var name = file.getFileName().toString();
    return FORMATS.entrySet().stream()
        .filter(format -> name.endsWith(format.getKey()))
        .findFirst()
        .map(format -> new Notebook(file, format.getValue()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "invalid notebook '" + name + "' (must end in .ipynb, .md or .html)"));
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

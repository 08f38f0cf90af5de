package duet.walkthrough;

import duet.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A file that keeps what came of a walkthrough: {@code .ipynb} for Jupyter, {@code .md} as it is
 * read on GitHub, or {@code .html} as one page that needs nothing else. The same execution gives
 * the same text.
 */
public final class Notebook {

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
      throw new IllegalArgumentException("no file can be written at " + file);
    }
    var name = file.getFileName().toString();
    if (name.endsWith(".ipynb")) {
      return new Notebook(file, JupyterNotebook::of);
    }
    if (name.endsWith(".md")) {
      return new Notebook(file, MarkdownPage::of);
    }
    if (name.endsWith(".html")) {
      return new Notebook(file, HtmlPage::of);
    }
    throw new IllegalArgumentException(
        "'" + name + "' should end in .ipynb, .md or .html, which names the notebook's format");
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
    AtomicFile.write(file, format.apply(execution));
  }
}

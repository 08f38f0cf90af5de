package duet.cli;

import duet.text.SafeText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where output goes: lines for people and one document for programs. Each line is flushed. Callers
 * escape what agents sent with {@link #safe}.
 */
final class Console {

  private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7F]");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean colour;
  private final boolean unicode;
  private final boolean terminal;
  private final Supplier<Optional<String>> failure;
  private String status = "";

  /**
   * @param unicode whether it can show more than ASCII
   * @param terminal whether a line can be overwritten
   */
  Console(PrintWriter out, PrintWriter err, boolean colour, boolean unicode, boolean terminal) {
    this(out, err, colour, unicode, terminal, Optional::empty);
  }

  private Console(
      PrintWriter out,
      PrintWriter err,
      boolean colour,
      boolean unicode,
      boolean terminal,
      Supplier<Optional<String>> failure) {
    this.out = out;
    this.err = err;
    this.colour = colour;
    this.unicode = unicode;
    this.terminal = terminal;
    this.failure = failure;
  }

  /** This process' own; ASCII only if the encoding of the terminal's locale isn't UTF-8. */
  static Console system() {
    // The launcher sets the first where the JVM's locale isn't the terminal's.
    var locale = System.getProperty("native.encoding", "UTF-8");
    var charset = Charset.forName(System.getProperty("stdout.encoding", locale));
    boolean unicode = charset.equals(StandardCharsets.UTF_8);
    var out = new StandardOutput();
    boolean terminal = TerminalInfo.isTerminal() && !TerminalInfo.isDumb(System.getenv());
    return new Console(
        writer(out),
        writer(new FileOutputStream(FileDescriptor.err)),
        TerminalInfo.hasColour(System.getenv(), terminal),
        unicode,
        terminal,
        out::failure);
  }

  /**
   * @throws UncheckedIOException if something printed was lost, unless nobody reads it any more
   */
  void requireWritten() {
    out.flush();
    failure
        .get()
        .ifPresent(
            why -> {
              throw new UncheckedIOException(
                  "standard output can't be written: " + why, new IOException(why));
            });
  }

  /** A line on standard output. */
  synchronized void print(String line) {
    var before = status;
    status("");
    out.println(encodable(line));
    status(before);
  }

  /** A line on standard error. */
  synchronized void note(String line) {
    var before = status;
    status("");
    err.println(encodable(line));
    status(before);
  }

  /** Shows a line that the next one replaces, on a terminal only; an empty one removes it. */
  synchronized void status(String line) {
    if (terminal && !line.equals(status)) {
      out.print("\r" + encodable(line) + "\u001B[K");
      out.flush();
      status = line;
    }
  }

  boolean terminal() {
    return terminal;
  }

  /** Black on white, whatever the terminal's colours are; unchanged without colour. */
  String blackOnWhite(String text) {
    return colour ? "\u001B[30;107m" + text + "\u001B[0m" : text;
  }

  boolean colour() {
    return colour;
  }

  boolean unicode() {
    return unicode;
  }

  /** A document or a drawing on standard output, in UTF-8 whatever the terminal's encoding is. */
  synchronized void document(String text) {
    out.println(text);
  }

  String bold(String text) {
    return colour ? "\u001B[1m" + text + "\u001B[0m" : text;
  }

  String good(String text) {
    return colour ? "\u001B[32m" + text + "\u001B[0m" : text;
  }

  String bad(String text) {
    return colour ? "\u001B[31m" + text + "\u001B[0m" : text;
  }

  /** For what is of minor interest. */
  String faint(String text) {
    return colour ? "\u001B[2m" + text + "\u001B[0m" : text;
  }

  String code(String text) {
    return colour ? "\u001B[36m" + text + "\u001B[0m" : text;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /** Escapes foreign text: one line, no control characters. */
  static String safe(String text) {
    return SafeText.escape(text);
  }

  private String encodable(String line) {
    return unicode ? line : ascii(line.replace("…", "...").replaceAll("[·–]", "-"));
  }

  /** A name stays recognizable: what ASCII doesn't have is shown by its number. */
  private static String ascii(String line) {
    return BEYOND_ASCII
        .matcher(line)
        .replaceAll(found -> "\\\\u%04x".formatted(found.group().codePointAt(0)));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}

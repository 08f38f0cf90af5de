package duet.walkthrough;

/** Where a snippet, or a part of it, begins. */
record SourceLocation(String file, int line) {

  String place() {
    return file + ":" + line;
  }

  /** The end of this text, which begins here. */
  SourceLocation after(String text) {
    return new SourceLocation(file, line + newlines(text));
  }

  SourceLocation later(int lines) {
    return new SourceLocation(file, line + lines);
  }

  static int newlines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}

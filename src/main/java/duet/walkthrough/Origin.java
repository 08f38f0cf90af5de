package duet.walkthrough;

/** Where a snippet, or a part of it, stands. */
record Origin(String file, int line) {

  String place() {
    return file + ":" + line;
  }

  /** The end of this text, which begins here. */
  Origin after(String text) {
    return new Origin(file, line + newlines(text));
  }

  Origin later(int lines) {
    return new Origin(file, line + lines);
  }

  static int newlines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}

package duet.walkthrough;

/** A part of a walkthrough that is read, or run, as one. */
public sealed interface Cell {

  /** Where it begins in its file, counted from 1. */
  int line();

  /** Comment lines that start in the first column, without their slashes: Markdown. */
  record Prose(int line, String markdown) implements Cell {}

  /** All lines between two pieces of prose, without blank lines around them. */
  record Code(int line, String source) implements Cell {}
}

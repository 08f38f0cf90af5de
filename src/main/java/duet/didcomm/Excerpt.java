package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;

/** How what is foreign stands in a message: on one line, in at most 80 characters. */
final class Excerpt {
  private static final int MAX_LENGTH = 80;
  private static final String CUT = "…";

  private Excerpt() {}

  /** Text in quotes, other JSON as it is written, and an absent value as the word "missing". */
  static String of(JsonNode node) {
    if (node.isMissingNode()) {
      return "missing";
    }
    return node.isTextual() ? of(node.textValue()) : shorten(node.toString(), MAX_LENGTH);
  }

  static String of(String text) {
    return '"' + shorten(text.replace("\"", "\\\""), MAX_LENGTH - 2) + '"';
  }

  private static String shorten(String text, int length) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      String piece = piece(character);
      if (shown.length() + piece.length() > length) {
        // what was shown already may have to give way to the mark of the cut
        shown.setLength(shown.offsetByCodePoints(shown.length(), -1));
        return shown.append(CUT).toString();
      }
      shown.append(piece);
      i += Character.charCount(character);
    }
    return shown.toString();
  }

  private static String piece(int character) {
    return switch (Character.getType(character)) {
      // FORMAT holds the marks that turn the direction of writing
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          String.format("\\u%04x", character);
      default -> Character.toString(character);
    };
  }
}

package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import duet.text.SafeText;

/** Foreign text in a message: on one line, at most 80 characters. */
public final class Excerpt {
  private static final int MAX_LENGTH = 80;

  private Excerpt() {}

  /** Text in quotes, other JSON as it is written, and an absent value as the word "missing". */
  public static String of(JsonNode node) {
    if (node.isMissingNode()) {
      return "missing";
    }
    return node.isTextual() ? of(node.textValue()) : SafeText.excerpt(node.toString(), MAX_LENGTH);
  }

  public static String of(String text) {
    return '"' + SafeText.excerpt(text.replace("\"", "\\\""), MAX_LENGTH - 2) + '"';
  }
}

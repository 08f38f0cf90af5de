package duet.text;

import java.util.regex.Pattern;

/** Makes foreign text safe for messages and terminals. */
public final class SafeText {

  private static final int EXCERPT_LENGTH = 120;
  private static final int LONGEST_PAGE = 8_192;
  private static final String CUT = "…";
  private static final Pattern MARKUP = Pattern.compile("[\\s\\ufeff]*<");

  /**
   * What joins emoji to one picture, and spells Persian and Urdu words. Without the 2, surrogates
   * aren't looked behind.
   */
  private static final String JOINER =
      "(?<=[\\p{So}\\p{Sk}\\ufe0f]{1,2})\\u200d(?=\\p{So})|(?<=\\p{IsArabic})[\\u200c\\u200d](?=\\p{IsArabic})";

  /** Control and format characters, separators of lines and paragraphs, unpaired surrogates. */
  private static final Pattern HARMFUL =
      Pattern.compile("(?!" + JOINER + ")[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  private SafeText() {}

  /**
   * One line: characters that would break it, control a terminal or change the reading direction
   * become {@code \}{@code u001b}.
   */
  public static String escape(String text) {
    return HARMFUL
        .matcher(text)
        .replaceAll(harmful -> "\\\\u%04x".formatted(harmful.group().codePointAt(0)));
  }

  /** At most {@code maxLength} characters, ending in {@code …} if some are missing. */
  public static String shorten(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = maxLength - CUT.length();
    boolean halved = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end) + CUT;
  }

  /** Whether a body is a page of HTML, or XML: what gateways answer, and agents don't. */
  public static boolean isMarkup(String body) {
    return MARKUP.matcher(body).lookingAt();
  }

  /** An excerpt of a page's text, without its tags. */
  public static String pageExcerpt(String page) {
    var text = shorten(page, LONGEST_PAGE).replaceAll("(?is)<(style|script|head)\\b.*?</\\1>", " ");
    return excerpt(text.replaceAll("<[^>]*>?", " ").replaceAll("\\s+", " ").strip());
  }

  /** An excerpt of at most 120 characters, for most messages. */
  public static String excerpt(String text) {
    return excerpt(text, EXCERPT_LENGTH);
  }

  /** Escaped and shortened: a line of at most {@code maxLength} characters. */
  public static String excerpt(String text, int maxLength) {
    // First shorten, since foreign text can be long, and escaping never shortens it.
    return shorten(escape(shorten(text, maxLength)), maxLength);
  }
}

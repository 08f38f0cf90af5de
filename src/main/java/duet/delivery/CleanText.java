package duet.delivery;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without what programs did to it on its way: escapes of links, HTML and mails are resolved,
 * invisible characters are gone, and each character knows where it was.
 */
final class CleanText {

  private static final Pattern SOFT_BREAK = Pattern.compile("=[ \\t]*\\r?\\n");
  private static final Pattern MAIL_ESCAPE = Pattern.compile("=(3D)");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#[xX]([0-9a-fA-F]{2,4})|#(\\d{2,5})|amp|lt|gt|quot);");

  /** Encoded once for each redirecting link around it. */
  private static final Pattern PERCENT = Pattern.compile("%(?:25){0,4}([0-7][0-9a-fA-F])");

  /** How one maker of redirecting links encodes. */
  private static final Pattern DASH = Pattern.compile("-([0-7][0-9A-F])");

  private final String source;
  private final boolean quotedPrintable;
  private final boolean dashed;
  private final StringBuilder text = new StringBuilder();
  private int[] places = new int[256];

  private CleanText(String source) {
    this.source = source;
    quotedPrintable = source.contains("=3D");
    dashed = source.contains("-5Foob-3D") || source.contains("-3Foob-3D");
  }

  static CleanText of(String source) {
    var clean = new CleanText(source);
    int at = 0;
    while (at < source.length()) {
      at = clean.take(at);
    }
    return clean;
  }

  String text() {
    return text.toString();
  }

  /** Where the character stood in the source, from 0; its end for the end. */
  int place(int index) {
    return index < text.length() ? places[index] : source.length();
  }

  /** Takes one character or escape; returns where the next begins. */
  private int take(int at) {
    char c = source.charAt(at);
    var escape =
        switch (c) {
          case '=' -> quotedPrintable ? MAIL_ESCAPE : null;
          case '&' -> ENTITY;
          case '%' -> PERCENT;
          case '-' -> dashed ? DASH : null;
          default -> null;
        };
    if (c == '=' && quotedPrintable) {
      var soft = found(SOFT_BREAK, at);
      if (soft != null) {
        return soft.end();
      }
    }
    var found = escape == null ? null : found(escape, at);
    if (found != null) {
      add(meaning(found), at);
      return found.end();
    }
    if (Character.getType(c) != Character.FORMAT) {
      add(dashed && c == '_' ? '/' : Character.isSpaceChar(c) ? ' ' : c, at);
    }
    return at + 1;
  }

  private Matcher found(Pattern pattern, int at) {
    var matcher = pattern.matcher(source).region(at, source.length());
    return matcher.lookingAt() ? matcher : null;
  }

  private static char meaning(Matcher escape) {
    for (int group = 1; group <= escape.groupCount(); group++) {
      if (escape.group(group) != null) {
        return (char) Integer.parseInt(escape.group(group), group == 2 ? 10 : 16);
      }
    }
    return switch (escape.group()) {
      case "&lt;" -> '<';
      case "&gt;" -> '>';
      case "&quot;" -> '"';
      default -> '&';
    };
  }

  private void add(char c, int at) {
    if (text.length() == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[text.length()] = at;
    text.append(c);
  }
}

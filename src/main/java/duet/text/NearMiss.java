package duet.text;

import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks for the name that somebody probably meant. */
public final class NearMiss {

  private static final int LONGEST = 60;
  private static final int MOST_EDITS = 2;

  private NearMiss() {}

  /**
   * {@code : did you mean connect?}, with the names that differ least from a mistyped one, in any
   * case; empty if none is near. An edit adds, drops or replaces a letter or swaps two; near is one
   * edit for each three letters, and two at most.
   */
  public static String question(String mistyped, Collection<String> known) {
    if (mistyped.length() > LONGEST) {
      return "";
    }
    int limit = Math.min(MOST_EDITS, Math.max(1, mistyped.length() / 3));
    var near =
        known.stream()
            .filter(name -> distance(mistyped, name) <= limit)
            .collect(
                Collectors.groupingBy(name -> distance(mistyped, name), TreeMap::new, toList()));
    return near.isEmpty()
        ? ""
        : ": did you mean %s?".formatted(String.join(" or ", near.firstEntry().getValue()));
  }

  /** Optimal string alignment. */
  private static int distance(String one, String two) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = two.toLowerCase(Locale.ROOT);
    var edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}

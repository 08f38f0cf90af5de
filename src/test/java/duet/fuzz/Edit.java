package duet.fuzz;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A change to a text: so many characters are cut out, and something is put in their place.
 *
 * @param at counted round and round, so that any number is a place in any text
 */
record Edit(int at, int cut, String insert) {

  private static final int MOST = 5;

  private static final String[] WORDS = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    ",",
    ":",
    "\\u0000",
    "\\ud800",
    "\\n",
    "null",
    "true",
    "-0",
    "1e999",
    "99999999999999999999",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "%",
    "%00",
    "%zz",
    "%c3%28",
    "=",
    "==",
    "+",
    "/",
    "-",
    "_",
    "?",
    "&",
    "#",
    ".",
    ";",
    "_oob=",
    "oob=",
    "://",
    "http://",
    "did:peer:2",
    "did:peer:2.",
    ".S",
    ".E",
    ".V",
    ".Ez6LS",
    ".Vz6Mk",
    "z",
    "1111111111",
    "#key-1",
    "\"id\":\"x\",",
    "\"ciphertext\":\"\",",
    "\"from\":null,",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\ufeff",
    "\u202e",
    "\ud800",
    "\udc00",
    "é",
    "𝄞",
    "\u2028"
  };

  /** A few changes, or none. */
  static Arbitrary<List<Edit>> some() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 2_000);
    Arbitrary<Integer> cuts =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 2)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 60)));
    Arbitrary<String> inserts =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.of(WORDS)),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(3)),
            net.jqwik.api.Tuple.of(2, Arbitraries.just("")),
            net.jqwik.api.Tuple.of(2, Arbitraries.strings().alpha().numeric().ofMaxLength(2)));
    return Combinators.combine(places, cuts, inserts).as(Edit::new).list().ofMaxSize(MOST);
  }

  /** This text with some changes. */
  static Arbitrary<String> of(String text) {
    return some().map(edits -> applied(text, edits));
  }

  /** One of these texts with some changes. */
  static Arbitrary<String> ofAny(List<String> texts) {
    return Combinators.combine(Arbitraries.of(texts), some()).as(Edit::applied);
  }

  static String applied(String text, List<Edit> edits) {
    var changed = new StringBuilder(text);
    for (Edit edit : edits) {
      int from = edit.at() % (changed.length() + 1);
      changed.replace(from, Math.min(changed.length(), from + edit.cut()), edit.insert());
    }
    return changed.toString();
  }
}

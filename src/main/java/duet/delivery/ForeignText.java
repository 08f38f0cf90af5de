package duet.delivery;

/** Foreign text in messages: one line of at most 120 characters, which steers no terminal. */
final class ForeignText {

  private static final int MOST = 120;

  private ForeignText() {}

  static String safe(String text) {
    var safe = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?").strip();
    return safe.length() <= MOST ? safe : safe.substring(0, MOST) + "…";
  }
}

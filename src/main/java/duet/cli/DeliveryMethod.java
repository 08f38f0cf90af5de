package duet.cli;

import java.util.Locale;

/** How an invitation is delivered. */
enum DeliveryMethod {
  OFFER,
  LINK,
  QR,
  SMS,
  EMAIL;

  /** As in options and files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package duet.cli;

import java.util.Locale;

/** How an invitation is delivered. */
enum DeliveryMethod {
  OFFER,
  LINK,
  QR,
  SMS,
  EMAIL;

  /** As options and files have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

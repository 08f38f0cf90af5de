package duet.cli;

/** How an invitation is delivered. */
enum DeliveryMethod {
  offer,
  link,
  qr,
  sms,
  email
}

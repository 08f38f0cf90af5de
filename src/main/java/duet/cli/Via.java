package duet.cli;

/** How an invitation is delivered. */
enum Via {
  offer,
  link,
  qr,
  sms,
  email
}

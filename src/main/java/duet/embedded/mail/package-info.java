/**
 * Calls that the agent makes, to peers and to receivers of events: a {@link
 * duet.embedded.mail.Letter} goes by a {@link duet.embedded.mail.Carrier} and comes to a {@link
 * duet.embedded.mail.Delivery}. Imports {@code duet.http} alone.
 */
package duet.embedded.mail;

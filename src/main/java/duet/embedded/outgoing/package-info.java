/**
 * Calls that the agent makes, to peers and to receivers of events: a {@link
 * duet.embedded.outgoing.OutgoingRequest} goes by a {@link duet.embedded.outgoing.RequestSender}
 * and comes to a {@link duet.embedded.outgoing.SendResult}. Imports {@code duet.http} alone.
 */
package duet.embedded.outgoing;

/**
 * Requests that the agent sends, to peers and to webhooks: a {@link
 * duet.embedded.outgoing.RequestSender} turns an {@link duet.embedded.outgoing.OutgoingRequest}
 * into a {@link duet.embedded.outgoing.SendResult}; a {@link duet.embedded.outgoing.BoundedFetch}
 * reads what is at a URL that others chose.
 */
package duet.embedded.outgoing;

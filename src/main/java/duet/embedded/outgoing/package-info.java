/**
 * Requests that the agent sends, to peers and to webhooks: a {@link
 * duet.embedded.outgoing.RequestSender} turns an {@link duet.embedded.outgoing.OutgoingRequest}
 * into a {@link duet.embedded.outgoing.SendResult}.
 */
package duet.embedded.outgoing;

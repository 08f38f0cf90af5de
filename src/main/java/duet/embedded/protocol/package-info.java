/**
 * What an agent's protocols do, pure: no I/O, no clock, no randomness. {@link
 * duet.embedded.protocol.ConnectionProtocol} makes a new record from a record and what happened, or
 * refuses with an error body; {@link duet.embedded.protocol.PresentationCheck} and {@link
 * duet.embedded.protocol.StatusCheck} are a verifier's rules; {@link
 * duet.embedded.protocol.CoordinateMediation}, {@link duet.embedded.protocol.MessagePickup} and
 * {@link duet.embedded.protocol.MessageQueue} are the rules of a mediator.
 */
package duet.embedded.protocol;

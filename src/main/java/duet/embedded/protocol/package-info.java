/**
 * The connection protocol of a Cloud Agent, pure: {@link duet.embedded.protocol.ConnectionProtocol}
 * makes a new record from a record and what happened, or refuses with an error body. No I/O, no
 * clock, no randomness.
 */
package duet.embedded.protocol;

/**
 * An invitation that becomes a connection: {@link duet.handshake.Handshake} accepts it and waits
 * for both sides, as {@link duet.handshake.HandshakeOptions} say, until they are connected, can't
 * be any more, or time is up.
 */
package duet.handshake;

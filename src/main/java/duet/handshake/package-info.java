/**
 * The wait for a pair of connections: {@link duet.handshake.Handshake} watches both sides until
 * they are connected, can't be any more, or time is up. Imports {@code duet.agent} only.
 */
package duet.handshake;

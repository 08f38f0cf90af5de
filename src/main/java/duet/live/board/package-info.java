/**
 * What is known of every exchange of two agents, whoever drives it: a {@link duet.live.board.Board}
 * learns it from their events and by asking them, judges it like a handshake that somebody waits
 * for, keeps it while it is shown, and takes the steps of whoever leads.
 */
package duet.live.board;

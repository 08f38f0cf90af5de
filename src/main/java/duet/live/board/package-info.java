/**
 * What is known of every exchange of two agents, whoever drives it: learned from their events and
 * by asking them, judged like a handshake that somebody waits for, and kept while it is shown.
 */
package duet.live.board;

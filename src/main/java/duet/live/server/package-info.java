/**
 * Serves a board's pages and their streams of events: {@link duet.live.server.LiveServer}. It reads
 * the board, draws with {@code duet.live.page} and listens like our other servers.
 *
 * <p>What is bounded:
 *
 * <ul>
 *   <li>Size: 16 KiB of a form, 16 KiB of a head, 1 MiB of a message that is passed on, of whose
 *       answer 64 KiB come back; 1 MiB of {@code live.json}.
 *   <li>Number: 1,024 connections, 300 streams, 1,000 members, 16 steps under way and 300 that
 *       wait, 64 messages that are passed on at a time; within a minute, 60 invitations of one
 *       address, 300 of all, and 120 of leaders, on their own.
 *   <li>Time: 30 s for a request to arrive, 30 s of silence of a connection, 15 s for a stream's
 *       browser to read what was written, 10 s for an agent to take a message; 7 days for a cookie.
 *   <li>Memory: an event for each row, and those of 32 pairs, which all streams share; of a stream
 *       the ids of rows that it hasn't sent, and the 32 KiB, or the one larger event, that are
 *       being written.
 *   <li>Reach: loopback unless another host is given, requests to our own hosts and of our own
 *       pages only. Onlookers see neither claims, plaintexts, invitations nor codes, and can join;
 *       participants see their own invitation, too; a leader sees and does everything. Tokens and
 *       cookies are kept as hashes.
 * </ul>
 */
package duet.live.server;

/**
 * A page about two agents that a room can watch as things happen: {@link duet.live.LivePage}. What
 * it shows is learned in {@code duet.live.board}, drawn in {@code duet.live.page} and served by
 * {@code duet.live.server}.
 */
package duet.live;

/**
 * HTML, style and script of the live page, from what a board knows: {@link
 * duet.live.page.BoardPages} is the entry. Nothing here reads files of others, keeps state or knows
 * of HTTP.
 */
package duet.live.page;

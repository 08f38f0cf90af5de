package duet.live.board;

/**
 * The last credential or proof of a connection.
 *
 * @param word what it has come to, such as {@code issued}
 */
public record FollowUp(String word, Standing standing) {}

package duet.check;

/**
 * Something that the check made and the agent wouldn't delete.
 *
 * @param what such as {@code connection}
 * @param state the agent's word for it
 */
public record Leftover(String what, String id, String state) {}

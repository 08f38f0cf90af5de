package duet.check;

/**
 * A record that the check created and the agent didn't delete.
 *
 * @param what such as {@code connection}
 * @param state as the agent names it
 */
public record Leftover(String what, String id, String state) {}

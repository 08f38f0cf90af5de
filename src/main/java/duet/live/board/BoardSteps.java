package duet.live.board;

import java.util.Map;

/**
 * What a leader does with two agents. Each call takes as long as the agents' calls, throws {@link
 * StepException} or {@link duet.agent.AgentException} if the step can't be taken, and changes
 * nothing then. Safe for several threads; the same step of the same row runs once at a time.
 */
public final class BoardSteps {

  BoardSteps() {}

  /**
   * The inviter makes an invitation.
   *
   * @param name its label, at most 255 characters of one line
   */
  public Row invite(String name) {
    throw new UnsupportedOperationException(name);
  }

  /** Our invitee accepts the invitation of a row. */
  public void accept(String id) {
    throw new UnsupportedOperationException(id);
  }

  /** Deletes the connection at all agents that have it. */
  public void delete(String id) {
    throw new UnsupportedOperationException(id);
  }

  /**
   * The inviter offers a credential over an established connection. What follows goes on by itself.
   *
   * @param claims by name; the row's title as {@code name} if there are none
   */
  public void issue(String id, Map<String, String> claims) {
    throw new UnsupportedOperationException(id + claims);
  }

  /**
   * The inviter asks for a proof over an established connection. What follows goes on by itself:
   * our invitee presents the last credential that it got over it, a stranger chooses.
   */
  public void present(String id) {
    throw new UnsupportedOperationException(id);
  }
}

package duet.cli;

import duet.AgentPair;

/** Hands the agents over to the shell's snippets, which have no other way to them. */
public final class ShellAgents {

  /** What the shell begins with. */
  static final String SNIPPETS =
      """
      var agents = duet.cli.ShellAgents.opened();
      var inviter = agents.inviter();
      var invitee = agents.invitee();
      """;

  private static volatile AgentPair pair;

  private ShellAgents() {}

  static void open(AgentPair agents) {
    pair = agents;
  }

  /** The pair that {@code duet shell} opened, and closes in the end. */
  public static AgentPair opened() {
    return pair;
  }
}

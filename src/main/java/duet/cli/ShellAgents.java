package duet.cli;

import duet.AgentPair;

/** Gives the shell's snippets access to its agents. */
public final class ShellAgents {

  /** The first snippets of a shell. */
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

  /** The pair that {@code duet shell} opened, and closes at its end. */
  public static AgentPair opened() {
    return pair;
  }
}

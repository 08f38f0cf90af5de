package duet.cli;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.didcomm.Invitation;
import duet.exchange.DidCommAddress;
import duet.exchange.Side;
import duet.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** What commands say of agents that {@code duet live} runs. */
final class LiveAgents {

  private LiveAgents() {}

  /**
   * Where embedded agents keep everything: those of {@code duet live} always do.
   *
   * @param keep whether those of this command do
   */
  static Optional<Path> directory(OpenedAgents agents, boolean keep, Settings settings) {
    return Optional.of(AgentSelection.directory(settings))
        .filter(any -> keep || agents.sharedBy().isPresent());
  }

  /**
   * What lets others answer an invitation, if only this machine can.
   *
   * @param made at one of the agents
   */
  static Optional<String> hint(OpenedAgents agents, Invitation made) {
    return agents
        .sharedBy()
        .flatMap(process -> DidCommAddress.of(Side.INVITER, made.from()))
        .filter(DidCommAddress::loopback)
        .map(
            any -> "  (only this machine can answer: --host ADDRESS of duet live opens the agent)");
  }

  /** Who has them, such as {@code duet live (process 4711)}. */
  static String owner(long process) {
    return "duet live (process %d)".formatted(process);
  }

  /**
   * What follows a heading; nothing for agents of other kinds.
   *
   * @param process the other one that runs them
   */
  static String suffix(Optional<Long> process) {
    return process.map(id -> " of " + owner(id)).orElse("");
  }
}

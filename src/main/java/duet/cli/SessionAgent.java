package duet.cli;

import duet.AgentSelection;
import duet.agent.AgentAddress;
import duet.exchange.Side;
import duet.session.SessionException;
import duet.session.SessionSide;
import duet.settings.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** The agent that one side of a session was made at. */
record SessionAgent(Side side, SessionSide kept) {

  /**
   * Where it was then. The settings' key goes with it only if they still name an agent there: a key
   * is for nobody else.
   *
   * @throws SessionException if it was an embedded agent, and is not kept any more
   */
  AgentSelection selection(Settings settings) {
    if (kept.embedded()) {
      requireKept(side, settings);
      var directory = AgentSelection.directory(settings);
      return new AgentSelection(Map.of(side, Optional.empty()), Optional.of(directory))
          .orShared(directory);
    }
    return new AgentSelection(Map.of(side, Optional.of(address(settings))), Optional.empty());
  }

  private AgentAddress address(Settings settings) {
    try {
      var there = AgentAddress.of(side.toString(), kept.agentUrl());
      var set = side == Side.INVITER ? settings.inviter() : settings.invitee();
      return set.filter(one -> sameHost(one.url(), there.url()))
          .map(
              one ->
                  new AgentAddress(
                      one.name(), there.url(), one.apiKey(), one.token(), one.webhook()))
          .orElse(there);
    } catch (IllegalArgumentException e) {
      throw new SessionException(
          "The session has no usable address of its %s: %s".formatted(side, e.getMessage()));
    }
  }

  /**
   * @throws SessionException if the embedded agent of that side is not kept
   */
  static void requireKept(Side side, Settings settings) {
    var directory = AgentSelection.directory(settings).resolve(side.toString());
    if (!Files.isDirectory(directory)) {
      throw new SessionException(
          "The session's connection is unknown: its %s was an embedded agent, which %s doesn't have."
              .formatted(side, directory));
    }
  }

  /** The settings' URL may lack the prefix that a preflight found. */
  private static boolean sameHost(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getAuthority().equalsIgnoreCase(other.getAuthority());
  }
}

package duet.cli;

import duet.OpenedAgent;
import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.PreflightResult;
import duet.exchange.Side;
import duet.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The one or two agents that a command drives, each of the settings or an embedded one. */
final class Parties implements AutoCloseable {

  private final Map<Side, OpenedAgent> opened = new EnumMap<>(Side.class);

  private Parties() {}

  /**
   * Opens them, those of the settings after one look at all.
   *
   * @param preflight looks at agents
   * @param embedded the sides that embedded agents are to have
   * @param data where these are kept; empty for memory
   * @param fromSettings the other sides
   * @throws duet.settings.SettingsException if the settings don't have them
   * @throws duet.agent.AgentException if one can't be used
   * @throws java.io.UncheckedIOException if what is kept can't be
   */
  static Parties open(
      Settings settings,
      Collection<Side> fromSettings,
      Collection<Side> embedded,
      Optional<Path> data,
      Function<List<AgentAddress>, List<PreflightResult>> preflight) {
    var addresses = fromSettings.stream().map(side -> address(settings, side)).toList();
    var parties = new Parties();
    try {
      parties.add(fromSettings, OpenedAgent.found(preflight.apply(addresses)));
      var names = embedded.stream().map(Side::toString).toList();
      parties.add(embedded, OpenedAgent.embedded(names, data));
      return parties;
    } catch (RuntimeException e) {
      parties.close();
      throw e;
    }
  }

  /** Whether there is an agent for that side in the settings. */
  static boolean inSettings(Settings settings, Side side) {
    return (side == Side.INVITER ? settings.inviter() : settings.invitee()).isPresent();
  }

  boolean has(Side side) {
    return opened.containsKey(side);
  }

  Agent agent(Side side) {
    return opened.get(side).agent();
  }

  boolean embedded(Side side) {
    return opened.get(side).embedded();
  }

  /** Whether all of them are embedded. */
  boolean embedded() {
    return opened.values().stream().allMatch(OpenedAgent::embedded);
  }

  /** Inviter first. */
  List<OpenedAgent> all() {
    return List.copyOf(opened.values());
  }

  @Override
  public void close() {
    opened.values().forEach(OpenedAgent::close);
  }

  private void add(Collection<Side> sides, List<OpenedAgent> agents) {
    var next = agents.iterator();
    new ArrayList<>(sides).forEach(side -> opened.put(side, next.next()));
  }

  private static AgentAddress address(Settings settings, Side side) {
    return side == Side.INVITER
        ? settings.inviter().orElseThrow(() -> settings.needed("INVITER_URL"))
        : settings.invitee().orElseThrow(() -> settings.needed("INVITEE_URL"));
  }
}

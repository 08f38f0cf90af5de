package duet.cli;

import duet.OpenedAgent;
import duet.settings.Settings;
import java.nio.file.Path;
import java.util.List;

/** The agents that commands find again: those of the settings, else the embedded ones kept here. */
final class KnownAgents implements AutoCloseable {

  private final List<OpenedAgent> opened;

  private KnownAgents(List<OpenedAgent> opened) {
    this.opened = opened;
  }

  /**
   * Opens them, inviter first; there may be none.
   *
   * @throws duet.agent.AgentException if one can't be used
   * @throws java.io.UncheckedIOException if what is kept can't be
   */
  static KnownAgents open(Settings settings) {
    return new KnownAgents(
        inSettings(settings) ? OpenedAgent.all(settings) : OpenedAgent.kept(directory(settings)));
  }

  static boolean inSettings(Settings settings) {
    return settings.inviter().isPresent() || settings.invitee().isPresent();
  }

  /** Where the command line's own pair is kept. */
  static Path directory(Settings settings) {
    return settings.data().resolve("agents");
  }

  /** What to say if there are none. */
  static String nothing(Settings settings) {
    return "Nothing yet: the settings name no agents, and none are kept in "
        + Console.safe(directory(settings).toString())
        + ". 'duet connect NAME' makes and keeps a pair.";
  }

  List<OpenedAgent> all() {
    return opened;
  }

  @Override
  public void close() {
    opened.forEach(OpenedAgent::close);
  }
}

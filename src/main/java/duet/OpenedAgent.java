package duet;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.embedded.EmbeddedAgent;
import duet.settings.Settings;
import duet.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An agent in use, with the embedded one behind it if that was started for it. */
public final class OpenedAgent implements AutoCloseable {

  private final Agent agent;
  private final PreflightResult finding;
  private final Optional<EmbeddedAgent> embedded;

  private OpenedAgent(PreflightResult finding, Optional<EmbeddedAgent> embedded) {
    this.finding = finding;
    this.embedded = embedded;
    this.agent = Agent.open(finding);
  }

  /**
   * Opens the invitee of the settings, or an embedded one if they have none.
   *
   * @throws duet.agent.AgentException if it can't be used
   */
  public static OpenedAgent invitee(Settings settings) {
    return settings
        .invitee()
        .map(address -> opened(List.of(address)).get(0))
        .orElseGet(() -> embedded(List.of("invitee"), Optional.empty()).get(0));
  }

  /**
   * Opens every agent that the settings name, inviter first.
   *
   * @throws SettingsException if they name none
   * @throws duet.agent.AgentException if one can't be used
   */
  public static List<OpenedAgent> all(Settings settings) {
    return opened(settings.some());
  }

  /**
   * Opens the embedded agents that {@link AgentPair#embedded(Path)} left in a directory.
   *
   * @return none if there are none
   */
  public static List<OpenedAgent> kept(Path data) {
    var there =
        AgentPair.NAMES.stream().filter(name -> Files.isDirectory(data.resolve(name))).toList();
    return embedded(there, Optional.of(data));
  }

  /**
   * Opens agents after one preflight of all.
   *
   * @throws duet.agent.AgentException if one can't be used
   */
  public static List<OpenedAgent> opened(List<AgentAddress> addresses) {
    return found(Preflight.check(addresses));
  }

  /**
   * Opens agents that a preflight found.
   *
   * @throws duet.agent.AgentException if one can't be used
   */
  public static List<OpenedAgent> found(List<PreflightResult> findings) {
    return findings.stream().map(finding -> new OpenedAgent(finding, Optional.empty())).toList();
  }

  /**
   * Starts embedded agents, each with a name, and opens them.
   *
   * @param data a directory that each has one of its name in; empty for memory
   * @throws java.io.UncheckedIOException if somebody else uses one, or it can't be used
   */
  public static List<OpenedAgent> embedded(List<String> names, Optional<Path> data) {
    var started = new ArrayList<EmbeddedAgent>();
    try {
      for (String name : names) {
        var builder = EmbeddedAgent.builder().name(name);
        data.ifPresent(directory -> builder.data(directory.resolve(name)));
        started.add(builder.start());
      }
    } catch (RuntimeException e) {
      started.forEach(EmbeddedAgent::close);
      throw e;
    }
    var addresses = new ArrayList<AgentAddress>();
    for (int i = 0; i < names.size(); i++) {
      addresses.add(AgentAddress.of(names.get(i), started.get(i).url().toString()));
    }
    return open(addresses, started);
  }

  public Agent agent() {
    return agent;
  }

  /** What the preflight found of it. */
  public PreflightResult finding() {
    return finding;
  }

  /** Whether it runs in this process, and ends with it. */
  public boolean embedded() {
    return embedded.isPresent();
  }

  @Override
  public void close() {
    try {
      agent.close();
    } finally {
      embedded.ifPresent(EmbeddedAgent::close);
    }
  }

  private static List<OpenedAgent> open(List<AgentAddress> addresses, List<EmbeddedAgent> started) {
    try {
      var findings = Preflight.check(addresses);
      var opened = new ArrayList<OpenedAgent>();
      for (int i = 0; i < findings.size(); i++) {
        opened.add(new OpenedAgent(findings.get(i), Optional.of(started.get(i))));
      }
      return opened;
    } catch (RuntimeException e) {
      started.forEach(EmbeddedAgent::close);
      throw e;
    }
  }
}

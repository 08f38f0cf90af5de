package duet;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Connection;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.handshake.Handshake;
import duet.handshake.Pair;
import duet.settings.Settings;
import duet.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * An inviter and an invitee, ready to use. Closing it ends what opening it started.
 *
 * <pre>{@code
 * try (AgentPair agents = AgentPair.embedded()) {
 *   Pair pair = agents.connect("Connect with Bob");
 *   System.out.println(pair.didsMatch());
 * }
 * }</pre>
 */
public final class AgentPair implements AutoCloseable {

  static final List<String> NAMES = List.of("inviter", "invitee");

  private static final int REMEMBERED = 8;

  private final Deque<Handshake> recent = new ArrayDeque<>();
  private final OpenedAgent inviter;
  private final OpenedAgent invitee;
  private Runnable end = () -> {};

  private AgentPair(List<OpenedAgent> opened) {
    inviter = opened.get(0);
    invitee = opened.get(1);
  }

  /** The agents of {@link Settings#load()}, or embedded ones if the settings name none. */
  public static AgentPair open() {
    return open(Settings.load());
  }

  /**
   * The agents of the settings, or embedded ones if the settings name none.
   *
   * @throws SettingsException if they name only one
   * @throws duet.agent.AgentException if one can't be used
   */
  public static AgentPair open(Settings settings) {
    boolean none = settings.inviter().isEmpty() && settings.invitee().isEmpty();
    return none ? embedded() : ofSettings(settings);
  }

  /**
   * The agents of the settings.
   *
   * @throws SettingsException if they don't name two
   * @throws duet.agent.AgentException if one can't be used
   */
  public static AgentPair ofSettings(Settings settings) {
    return new AgentPair(OpenedAgent.opened(settings.both()));
  }

  /**
   * Opens two agents after a preflight of both.
   *
   * @throws duet.agent.AgentException if one can't be used
   */
  public static AgentPair open(AgentAddress inviter, AgentAddress invitee) {
    return open(inviter, invitee, Duration.ZERO);
  }

  /**
   * Opens two agents after a preflight of both, which waits for agents that start late.
   *
   * @param patience how long it waits
   * @throws duet.agent.AgentException if one can't be used by then, or will never be
   */
  public static AgentPair open(AgentAddress inviter, AgentAddress invitee, Duration patience) {
    var found = Preflight.await(List.of(inviter, invitee), patience, late -> {});
    return new AgentPair(OpenedAgent.found(found));
  }

  /** Two agents in this process, on free loopback ports, that keep everything in memory. */
  public static AgentPair embedded() {
    return new AgentPair(OpenedAgent.embedded(NAMES, Optional.empty()));
  }

  /**
   * Two agents in this process that keep everything, with their ports, under a directory, so that
   * the next pair that is opened there is the same agents.
   *
   * @throws java.io.UncheckedIOException if somebody else uses the directory, a port is taken
   *     meanwhile, or a file is damaged
   */
  public static AgentPair embedded(Path data) {
    return new AgentPair(OpenedAgent.embedded(NAMES, Optional.of(data)));
  }

  public Agent inviter() {
    return inviter.agent();
  }

  public Agent invitee() {
    return invitee.agent();
  }

  /** Whether the agents run in this process, and end with it. */
  public boolean isEmbedded() {
    return inviter.embedded();
  }

  /** What the preflight found, inviter first. */
  public List<PreflightResult> findings() {
    return List.of(inviter.finding(), invitee.finding());
  }

  /**
   * Invites, accepts and waits, with the default timeout: the long form, chained.
   *
   * @param label what the inviter calls the connection
   * @see Handshake#await()
   */
  public Pair connect(String label) {
    return accept(inviter().invite(label)).await();
  }

  /**
   * Has the invitee accept what the inviter made, and watches both.
   *
   * @see Handshake#accept(Agent, Connection, Agent)
   */
  public Handshake accept(Connection invitation) {
    var handshake = Handshake.accept(inviter(), invitation, invitee());
    synchronized (recent) {
      recent.addLast(handshake);
      if (recent.size() > REMEMBERED) {
        recent.removeFirst();
      }
    }
    return handshake;
  }

  /** The last handshakes that {@link #accept} began, a few, so that a report can tell of them. */
  public List<Handshake> recent() {
    synchronized (recent) {
      return List.copyOf(recent);
    }
  }

  /** Has {@link #close} end what the agents run in, too, after them. */
  public AgentPair owning(Runnable end) {
    this.end = end;
    return this;
  }

  @Override
  public void close() {
    try {
      inviter.close();
    } finally {
      try {
        invitee.close();
      } finally {
        end.run();
      }
    }
  }
}

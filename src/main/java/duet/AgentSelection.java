package duet;

import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.embedded.EmbeddedAgent;
import duet.embedded.RunningAgent;
import duet.embedded.outgoing.MessageTrace;
import duet.exchange.Side;
import duet.settings.Settings;
import duet.settings.SettingsException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which agents to open, for one side or both.
 *
 * @param addresses the agent of each side; empty where an embedded one is to be started
 * @param data where embedded agents keep everything, each in a directory named after its side;
 *     empty for memory
 * @param network how others reach embedded agents; empty if they are looked at only, and listen on
 *     loopback whatever they keep
 * @param mediators those that embedded agents are to be behind: each a DID, an invitation, or a URL
 *     under which {@code /did} gives the DID
 * @param node where embedded agents resolve a did:prism in short form; empty if they don't
 * @param tracing shown each message of embedded agents, by side, on their threads, which wait
 * @param shared where agents of other processes are looked for, each in a directory named after its
 *     side, and used instead of starting embedded ones; empty if they aren't
 * @param expiry how old an invitation may be when its answer reaches an embedded agent; empty for
 *     300 s
 */
public record AgentSelection(
    Map<Side, Optional<AgentAddress>> addresses,
    Optional<Path> data,
    Optional<NetworkAddress> network,
    Map<Side, String> mediators,
    Optional<URI> node,
    Optional<BiConsumer<Side, MessageTrace>> tracing,
    Optional<Path> shared,
    Optional<Duration> expiry) {

  private static final Set<Side> BOTH =
      Collections.unmodifiableSet(EnumSet.copyOf(Side.CONNECTION));

  public AgentSelection {
    addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(network, "network");
    mediators = Map.copyOf(mediators);
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(tracing, "tracing");
    Objects.requireNonNull(shared, "shared");
    Objects.requireNonNull(expiry, "expiry");
  }

  /** Agents to look at only. */
  public AgentSelection(Map<Side, Optional<AgentAddress>> addresses, Optional<Path> data) {
    this(
        addresses,
        data,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Two agents at given addresses. */
  public static AgentSelection of(AgentAddress inviter, AgentAddress invitee) {
    return inMemory(Map.of(Side.INVITER, Optional.of(inviter), Side.INVITEE, Optional.of(invitee)));
  }

  /** Two embedded agents. */
  public static AgentSelection embedded() {
    return embedded(BOTH);
  }

  /**
   * Both agents from one source: {@code AUTO} means embedded ones if the settings name none.
   *
   * @throws SettingsException if only one of the two that are needed is set
   */
  public static AgentSelection of(AgentSource source, Settings settings) {
    boolean none = settings.inviter().or(settings::invitee).isEmpty();
    return of(settings, BOTH, side -> isEmbedded(source, none));
  }

  /**
   * Each agent from a source of its own: {@code AUTO} means an embedded one for each side that the
   * settings lack.
   *
   * @throws SettingsException if one that is needed isn't set
   */
  public static AgentSelection perSide(AgentSource source, Settings settings, Set<Side> sides) {
    return of(settings, sides, side -> isEmbedded(source, address(settings, side).isEmpty()));
  }

  /**
   * @param embedded for which of the sides an embedded agent is started; the settings name the rest
   * @throws SettingsException if they don't
   */
  public static AgentSelection of(Settings settings, Set<Side> sides, Predicate<Side> embedded) {
    if (sides.size() == 2 && sides.stream().noneMatch(embedded)) {
      settings.both();
    }
    var addresses = new EnumMap<Side, Optional<AgentAddress>>(Side.class);
    for (Side side : sides) {
      addresses.put(
          side, embedded.test(side) ? Optional.empty() : Optional.of(required(settings, side)));
    }
    return inMemory(addresses).resolvingAt(settings.node());
  }

  /**
   * Every agent that the settings name; if they name none, those that are kept in {@link
   * #directory}, to look at only. There may be none.
   */
  public static AgentSelection existing(Settings settings) {
    var set = sides(side -> address(settings, side).isPresent());
    var directory = directory(settings);
    return set.isEmpty()
        ? embedded(sides(side -> Files.isDirectory(directory.resolve(side.toString()))))
            .keptIn(directory)
            .orShared(directory)
            .lookedAt()
        : of(settings, set, side -> false);
  }

  /** Where embedded agents are kept for later commands. */
  public static Path directory(Settings settings) {
    return settings.data().resolve("agents");
  }

  /**
   * The same agents; embedded ones keep everything, with their ports and hosts, under this
   * directory.
   */
  public AgentSelection keptIn(Path directory) {
    return new AgentSelection(
        addresses, Optional.of(directory), network, mediators, node, tracing, shared, expiry);
  }

  /**
   * The same agents; where another process runs one in its side's directory under this one, and
   * shares it, that is used instead of starting one.
   */
  public AgentSelection orShared(Path directory) {
    return orShared(Optional.of(directory));
  }

  /** The same agents; others reach embedded ones so. */
  public AgentSelection reachedAt(NetworkAddress others) {
    return new AgentSelection(
        addresses, data, Optional.of(others), mediators, node, tracing, shared, expiry);
  }

  /**
   * The same agents; the embedded one of a side is behind a mediator.
   *
   * @param mediator its DID, its invitation, or its URL
   */
  public AgentSelection behind(Side side, String mediator) {
    var all = new EnumMap<Side, String>(Side.class);
    all.putAll(mediators);
    all.put(side, mediator);
    return new AgentSelection(addresses, data, network, all, node, tracing, shared, expiry);
  }

  /** The same agents; all embedded ones are behind a mediator. */
  public AgentSelection behind(String mediator) {
    var agents = this;
    for (Side side : addresses.keySet()) {
      agents = agents.behind(side, mediator);
    }
    return agents;
  }

  /**
   * The same agents; each message of embedded ones is shown before and after encryption.
   *
   * @param consumer called on the agents' threads, which wait for it
   */
  public AgentSelection traced(BiConsumer<Side, MessageTrace> consumer) {
    return new AgentSelection(
        addresses, data, network, mediators, node, Optional.of(consumer), shared, expiry);
  }

  /**
   * The same agents; embedded ones take answers to invitations that are at most so old.
   *
   * @param limit one under their default of 300 s changes nothing
   */
  public AgentSelection expiring(Duration limit) {
    var longer = Optional.of(limit).filter(given -> given.compareTo(EmbeddedAgent.EXPIRY) > 0);
    return new AgentSelection(addresses, data, network, mediators, node, tracing, shared, longer);
  }

  private AgentSelection orShared(Optional<Path> directory) {
    return new AgentSelection(
        addresses, data, network, mediators, node, tracing, directory, expiry);
  }

  private AgentSelection resolvingAt(Optional<URI> address) {
    return new AgentSelection(
        addresses, data, network, mediators, address, tracing, shared, expiry);
  }

  /** The same agents, to look at only: embedded ones listen on loopback, whatever they keep. */
  public AgentSelection lookedAt() {
    return new AgentSelection(addresses, data).orShared(shared);
  }

  /** The agent of one side only. */
  public AgentSelection only(Side side) {
    var one = Map.of(side, addresses.get(side));
    return new AgentSelection(one, data, network, mediators, node, tracing, shared, expiry);
  }

  /** The agent that another process shares, if it is to be used, and there is one. */
  Optional<RunningAgent> running(Side side) {
    return shared.flatMap(directory -> EmbeddedAgent.running(directory.resolve(side.toString())));
  }

  /** Whether all of them are embedded. */
  public boolean isEmbedded() {
    return addresses.values().stream().allMatch(Optional::isEmpty);
  }

  /** Opens them with a preflight that doesn't wait. */
  public OpenedAgents open() {
    return open(Preflight::check);
  }

  /**
   * Opens all of them, or none.
   *
   * @param preflight looks at all at once; a result for each, in their order
   * @throws duet.agent.AgentException if one can't be used
   * @throws java.io.UncheckedIOException if somebody else uses what an embedded one keeps, its port
   *     is taken meanwhile, or a file is damaged
   */
  public OpenedAgents open(Function<List<AgentAddress>, List<PreflightResult>> preflight) {
    return OpenedAgents.open(this, preflight);
  }

  private static AgentSelection embedded(Set<Side> sides) {
    var addresses = new EnumMap<Side, Optional<AgentAddress>>(Side.class);
    sides.forEach(side -> addresses.put(side, Optional.empty()));
    return inMemory(addresses);
  }

  private static AgentSelection inMemory(Map<Side, Optional<AgentAddress>> addresses) {
    return new AgentSelection(
        addresses,
        Optional.empty(),
        Optional.of(NetworkAddress.KEPT),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static boolean isEmbedded(AgentSource source, boolean missing) {
    return source == AgentSource.EMBEDDED || source == AgentSource.AUTO && missing;
  }

  private static Set<Side> sides(Predicate<Side> wanted) {
    return BOTH.stream()
        .filter(wanted)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Side.class)));
  }

  private static Optional<AgentAddress> address(Settings settings, Side side) {
    return side == Side.INVITER ? settings.inviter() : settings.invitee();
  }

  private static AgentAddress required(Settings settings, Side side) {
    return address(settings, side).orElseThrow(() -> settings.needed(side.name() + "_URL"));
  }
}

package duet;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.embedded.EmbeddedAgent;
import duet.embedded.RunningAgent;
import duet.exchange.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The agents of an {@link AgentSelection}, ready to use. Closing them ends the embedded ones among
 * them, too, but none that another process shares.
 */
public final class OpenedAgents implements AutoCloseable {

  private final Map<Side, EmbeddedAgent> embedded = new EnumMap<>(Side.class);
  private final Map<Side, RunningAgent> shared = new EnumMap<>(Side.class);
  private final Map<Side, Agent> agents = new EnumMap<>(Side.class);
  private final Map<Side, PreflightResult> preflightResults = new EnumMap<>(Side.class);

  private OpenedAgents() {}

  static OpenedAgents open(
      AgentSelection selection, Function<List<AgentAddress>, List<PreflightResult>> preflight) {
    var opened = new OpenedAgents();
    try {
      opened.openAll(selection, preflight);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  public boolean has(Side side) {
    return agents.containsKey(side);
  }

  /**
   * @throws java.util.NoSuchElementException if none was selected for that side
   */
  public Agent agent(Side side) {
    return Optional.ofNullable(agents.get(side)).orElseThrow();
  }

  /** Inviter first. */
  public List<Agent> all() {
    return List.copyOf(agents.values());
  }

  /** What the preflight found, inviter first. */
  public List<PreflightResult> preflightResults() {
    return List.copyOf(preflightResults.values());
  }

  /**
   * What the preflight found of that side's agent.
   *
   * @throws java.util.NoSuchElementException if none was selected for that side
   */
  public PreflightResult preflightResult(Side side) {
    return Optional.ofNullable(preflightResults.get(side)).orElseThrow();
  }

  /** That side's agent, if it runs in this process. */
  public Optional<EmbeddedAgent> embedded(Side side) {
    return Optional.ofNullable(embedded.get(side));
  }

  /** Whether that side's agent runs in this process, and ends with it. */
  public boolean isEmbedded(Side side) {
    return embedded.containsKey(side);
  }

  /** Whether all of them do. */
  public boolean isEmbedded() {
    return embedded.size() == agents.size();
  }

  /** The id of the other process that runs one of them or more, and shares them. */
  public Optional<Long> sharedBy() {
    return shared.values().stream().map(RunningAgent::process).findFirst();
  }

  /** Whether that side's agent is an embedded one, in this process or shared by another. */
  public boolean isOwn(Side side) {
    return isEmbedded(side) || shared.containsKey(side);
  }

  /** Whether all of them are. */
  public boolean isOwn() {
    return embedded.size() + shared.size() == agents.size();
  }

  /**
   * Lets other processes use the embedded ones, until they are closed.
   *
   * @throws IllegalStateException if they keep everything in memory
   */
  public void share() {
    embedded.values().forEach(EmbeddedAgent::share);
  }

  @Override
  public String toString() {
    return String.join(" and ", agents.values().stream().map(Agent::toString).toList());
  }

  @Override
  public void close() {
    var clients = agents.values().stream().<Runnable>map(agent -> agent::close);
    var servers = embedded.values().stream().<Runnable>map(agent -> agent::close);
    runAll(Stream.concat(clients, servers).iterator());
  }

  /** Embedded ones start last: nothing is left in their directory when another can't be used. */
  private void openAll(
      AgentSelection selection, Function<List<AgentAddress>, List<PreflightResult>> preflight) {
    var given = new EnumMap<Side, AgentAddress>(Side.class);
    selection
        .addresses()
        .forEach((side, address) -> address.ifPresent(known -> given.put(side, known)));
    open(given, preflight);
    openShared(selection, given.keySet());
    var started = new EnumMap<Side, AgentAddress>(Side.class);
    selection.addresses().keySet().stream()
        .filter(side -> !agents.containsKey(side))
        .forEach(side -> started.put(side, start(side, selection)));
    open(started, Preflight::check);
  }

  /** Those of other processes, but none that ended meanwhile. */
  private void openShared(AgentSelection selection, Set<Side> given) {
    var found = new EnumMap<Side, RunningAgent>(Side.class);
    selection.addresses().keySet().stream()
        .filter(side -> !given.contains(side))
        .forEach(side -> selection.running(side).ifPresent(one -> found.put(side, one)));
    var addresses = new ArrayList<AgentAddress>();
    found.forEach(
        (side, one) -> addresses.add(AgentAddress.of(side.toString(), one.url().toString())));
    var results = Preflight.check(addresses).iterator();
    found.forEach(
        (side, one) -> {
          var result = results.next();
          if (result.reachable() || selection.running(side).equals(Optional.of(one))) {
            open(side, result);
            shared.put(side, one);
          }
        });
  }

  private void open(
      Map<Side, AgentAddress> addresses,
      Function<List<AgentAddress>, List<PreflightResult>> preflight) {
    var results = preflight.apply(List.copyOf(addresses.values())).iterator();
    for (Side side : addresses.keySet()) {
      open(side, results.next());
    }
  }

  private void open(Side side, PreflightResult result) {
    preflightResults.put(side, result);
    agents.put(side, Agent.open(result));
  }

  private AgentAddress start(Side side, AgentSelection selection) {
    var name = side.toString();
    var builder = EmbeddedAgent.builder().name(name);
    boolean first = embedded.isEmpty();
    selection
        .network()
        .ifPresentOrElse(network -> network.apply(builder, first), builder::loopbackOnly);
    if (hasLoopbackPeer(selection)) {
      builder.loopbackPeers();
    }
    Optional.ofNullable(selection.mediators().get(side)).ifPresent(builder::mediator);
    selection.node().ifPresent(builder::node);
    selection.expiry().ifPresent(builder::expiry);
    selection
        .tracing()
        .ifPresent(consumer -> builder.tracing(trace -> consumer.accept(side, trace)));
    selection.data().ifPresent(directory -> builder.data(directory.resolve(name)));
    var started = builder.start();
    embedded.put(side, started);
    return AgentAddress.of(name, started.url().toString());
  }

  /** Whether both agents are ours, and one may be on loopback while a network reaches the other. */
  private static boolean hasLoopbackPeer(AgentSelection selection) {
    return selection.isEmbedded()
        && selection.addresses().size() == 2
        && selection.network().flatMap(NetworkAddress::host).isEmpty();
  }

  /** Each, even if one before it fails. */
  private static void runAll(Iterator<Runnable> rest) {
    if (rest.hasNext()) {
      try {
        rest.next().run();
      } finally {
        runAll(rest);
      }
    }
  }
}

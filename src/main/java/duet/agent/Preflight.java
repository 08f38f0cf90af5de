package duet.agent;

import static java.util.concurrent.CompletableFuture.completedFuture;

import duet.http.TlsProbe;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Checks whether agents can be used, before anything starts: lists their connections with the key,
 * since the health check needs no key and says little. An agent with nothing at its URL's path is
 * also tried under {@code /cloud-agent}, {@code /prism-agent} and without either; one that refuses
 * a key is also tried with that key as a bearer token, or a token as header {@code apikey}.
 */
public final class Preflight {

  /** The time limit for all of it, whatever the number of agents and paths. */
  public static final Duration LIMIT = Duration.ofSeconds(15);

  private static final Duration TICK = Duration.ofMillis(10);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private static final List<String> PREFIXES = List.of("/cloud-agent", "/prism-agent", "");

  private final AgentAddress address;
  private final HttpClient http;
  private final long started;
  private final Duration limit;

  Preflight(AgentAddress address, Duration limit) {
    this.address = address;
    this.limit = limit;
    this.http = JettyHttpClient.shared();
    this.started = System.nanoTime();
  }

  public static PreflightResult check(AgentAddress address) {
    return check(List.of(address)).get(0);
  }

  /** Checks all at the same time; the results are in their order. */
  public static List<PreflightResult> check(Collection<AgentAddress> addresses) {
    return check(addresses, LIMIT);
  }

  static List<PreflightResult> check(Collection<AgentAddress> addresses, Duration limit) {
    var results = addresses.stream().map(a -> new Preflight(a, limit).result()).toList();
    return results.stream().map(CompletableFuture::join).toList();
  }

  /**
   * Checks all until each can be used, or one fails in a way that waiting doesn't cure, such as a
   * refused key.
   *
   * @param maxWait how long to wait for agents that start late; with zero each is asked once
   * @param late called with the results of those that aren't there yet, after each new one
   * @return a result for each, in their order, as it was when the wait ended
   */
  public static List<PreflightResult> await(
      Collection<AgentAddress> addresses, Duration maxWait, Consumer<List<PreflightResult>> late) {
    return await(addresses, maxWait, LIMIT, late);
  }

  static List<PreflightResult> await(
      Collection<AgentAddress> addresses,
      Duration maxWait,
      Duration limit,
      Consumer<List<PreflightResult>> late) {
    if (maxWait.isZero()) {
      return check(addresses, limit);
    }
    var agents = addresses.stream().map(a -> new ReadinessPoll(a, maxWait, limit)).toList();
    try {
      Awaitility.await("agents that start late")
          .dontCatchUncaughtExceptions()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(TICK)
          .atMost(maxWait)
          .until(() -> settled(agents, late));
    } catch (ConditionTimeoutException e) {
      // The results say why.
    }
    return agents.stream().map(ReadinessPoll::result).toList();
  }

  private static boolean settled(
      List<ReadinessPoll> agents, Consumer<List<PreflightResult>> listener) {
    boolean changed = agents.stream().map(ReadinessPoll::poll).reduce(false, Boolean::logicalOr);
    boolean known = agents.stream().allMatch(agent -> agent.lastResult().isPresent());
    var late =
        agents.stream().filter(ReadinessPoll::mayBecomeReady).map(ReadinessPoll::result).toList();
    boolean failed = agents.stream().anyMatch(ReadinessPoll::failedForGood);
    if (known && (late.isEmpty() || failed)) {
      return true;
    }
    if (changed && !late.isEmpty()) {
      listener.accept(late);
    }
    return false;
  }

  CompletableFuture<PreflightResult> result() {
    return probe(address)
        .thenCompose(
            first ->
                failedWith(first, Cause.WRONG_PATH) ? atOtherPaths(first) : completedFuture(first))
        .thenCompose(
            found ->
                failedWith(found, Cause.UNAUTHORIZED)
                    ? withSecretSentOtherwise(found)
                    : completedFuture(found))
        .thenCompose(this::askedForTls);
  }

  /** A port that speaks TLS answers plain HTTP with something unreadable, or not at all. */
  private CompletableFuture<PreflightResult> askedForTls(PreflightResult found) {
    boolean unread =
        failedWith(found, Cause.CONNECTION_BROKEN) || failedWith(found, Cause.NOT_AN_AGENT);
    if (!unread || !"http".equalsIgnoreCase(found.baseUrl().getScheme())) {
      return completedFuture(found);
    }
    return TlsProbe.of(found.baseUrl())
        .thenApply(
            tls ->
                tls
                    ? found(
                        found.answered(),
                        "",
                        found.failure().map(f -> FailureClassifier.expectsTls(f, address)))
                    : found);
  }

  private CompletableFuture<PreflightResult> withSecretSentOtherwise(PreflightResult refused) {
    return refused
        .answered()
        .withSecretSentOtherwise()
        .map(other -> probe(other).thenApply(found -> found.reachable() ? found : refused))
        .orElseGet(() -> completedFuture(refused));
  }

  /** The first other path where an agent answers, or else refuses us. */
  private CompletableFuture<PreflightResult> atOtherPaths(PreflightResult first) {
    var best = completedFuture(first);
    for (URI candidate : candidates()) {
      best =
          best.thenCompose(
              found ->
                  found.reachable()
                      ? completedFuture(found)
                      : probe(address.at(candidate)).thenApply(other -> better(found, other)));
    }
    return best;
  }

  private Set<URI> candidates() {
    var bare = address.url().toString().replaceFirst("/(cloud-agent|prism-agent)$", "");
    var candidates = new LinkedHashSet<URI>();
    PREFIXES.forEach(prefix -> candidates.add(URI.create(bare + prefix)));
    candidates.remove(address.url());
    return candidates;
  }

  private CompletableFuture<PreflightResult> probe(AgentAddress asked) {
    var calls = new AgentClient(new RestClient(asked, http, remaining()));
    var version = calls.version();
    return calls
        .list(0, 1)
        .thenCombine(version, (page, text) -> found(asked, text, Optional.empty()))
        .exceptionally(failure -> found(asked, "", Optional.of(FailureClassifier.find(failure))));
  }

  private PreflightResult found(
      AgentAddress asked, String version, Optional<AgentException> failure) {
    return new PreflightResult(address, asked, version, took(), failure);
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Paths are tried one after another, and share the limit. */
  private Duration remaining() {
    var remaining = limit.minus(took());
    return remaining.compareTo(SHORTEST) < 0 ? SHORTEST : remaining;
  }

  private static boolean failedWith(PreflightResult result, Cause cause) {
    return result.failure().filter(failure -> failure.reason() == cause).isPresent();
  }

  private static PreflightResult better(PreflightResult found, PreflightResult other) {
    return other.reachable()
            || failedWith(found, Cause.WRONG_PATH) && !failedWith(other, Cause.WRONG_PATH)
        ? other
        : found;
  }
}

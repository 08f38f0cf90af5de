package duet.check;

import duet.agent.AgentException;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.check.RawHttp.NoAnswerException;
import duet.didcomm.EnvelopeException;
import duet.didcomm.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs the contract's cases against one agent, one after another. They leave existing records
 * alone, and delete what they created as far as the agent allows.
 *
 * <pre>{@code
 * PreflightResult agent = Preflight.check(AgentAddress.of("agent", "http://localhost:8085"));
 * CheckReport report = Check.of(agent).run();
 * System.out.println(report.good(false));
 * }</pre>
 *
 * <p>Defaults: all cases; peers that agents on this machine reach; 20 s for each message, event or
 * state that the agent sends or comes to on its own.
 */
public final class Check {

  private final PreflightResult agent;
  private PeerAddress peers = PeerAddress.LOOPBACK;
  private Duration timeout = Duration.ofSeconds(20);
  private Predicate<String> names = name -> true;
  private Consumer<CaseResult> listener = result -> {};

  private Check(PreflightResult agent) {
    this.agent = agent;
  }

  /** For an agent that a preflight has reached. */
  public static Check of(PreflightResult agent) {
    return new Check(agent);
  }

  /** The names of all cases, in their order. */
  public static List<String> names() {
    return Contract.groups().values().stream()
        .flatMap(List::stream)
        .map(ContractCase::name)
        .toList();
  }

  /** How the agent reaches the peers that the check plays. */
  public Check peers(PeerAddress peers) {
    this.peers = peers;
    return this;
  }

  /** How long to wait for a message, an event or a state. */
  public Check timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** Only cases of these names. */
  public Check only(Predicate<String> names) {
    this.names = names;
    return this;
  }

  /** Called with each result, on the thread that runs the check. */
  public Check listening(Consumer<CaseResult> listener) {
    this.listener = listener;
    return this;
  }

  /**
   * Runs the cases.
   *
   * @throws AgentException if the agent can't be used, or no longer can
   * @throws UncheckedIOException if the check's own peers can't listen
   */
  public CheckReport run() {
    requireReachable(agent);
    var http = new RawHttp(agent.answered());
    var created = new CreatedRecords(http);
    try (var peerServer = peers.open(agent.baseUrl()).orElse(null)) {
      var subject = new CheckedAgent(http, created, Optional.ofNullable(peerServer), timeout);
      var results = new ArrayList<CaseResult>();
      for (var group : Contract.groups().entrySet()) {
        for (ContractCase one : group.getValue()) {
          if (names.test(one.name())) {
            results.add(tried(group.getKey(), one, subject));
            listener.accept(results.get(results.size() - 1));
          }
        }
      }
      return new CheckReport(results, created.deleteAll(), subject.remark());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private CaseResult tried(String group, ContractCase one, CheckedAgent subject) {
    long started = System.nanoTime();
    var verdict = verdict(one, subject);
    var took = Duration.ofNanos(System.nanoTime() - started);
    return new CaseResult(group, one.name(), verdict, took);
  }

  private Verdict verdict(ContractCase one, CheckedAgent subject) {
    try {
      var verdict = outcome(one, subject);
      subject.created().deleteUnused();
      return verdict;
    } catch (NoAnswerException e) {
      requireReachable(Preflight.check(agent.answered()));
      return Verdict.failed("an answer", "a broken connection, or none in time");
    }
  }

  private static void requireReachable(PreflightResult agent) {
    if (agent.failure().isPresent()) {
      throw agent.failure().get();
    }
  }

  private static Verdict outcome(ContractCase one, CheckedAgent subject) {
    try {
      one.trial().accept(subject);
      return Verdict.PASSED;
    } catch (Deviation e) {
      return e.verdict();
    } catch (MalformedException | EnvelopeException | IllegalArgumentException e) {
      return Verdict.failed("a readable answer", String.valueOf(e.getMessage()));
    }
  }
}
